import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A folder as support teams have them: good files of several kinds, and two that cannot be read. */
export function writeMixedFolder(parent: string): string {
  const folder = join(parent, 'help-centre')
  mkdirSync(join(folder, 'returns'), { recursive: true })
  writeFileSync(
    join(folder, 'rain-barrels.md'),
    '# Rain barrels\n\nThe Cascade rain barrel holds 210 litres and must be emptied below 2 °C.\n\n## Tap\n\nThe tap is tightened by hand, a quarter turn.\n',
  )
  writeFileSync(
    join(folder, 'returns/barrels.html'),
    '<!doctype html><title>Returning a barrel</title><h1>Returning a barrel</h1><p>A Cascade barrel can be returned within 40 days if it has never been filled.</p><script>alert(1)</script>',
  )
  writeFileSync(join(folder, 'spare-parts.csv'), 'part,price\nCascade tap,EUR 7.40\nCascade lid,EUR 12.10\n')
  writeFileSync(join(folder, 'notes.txt'), 'Barrels are sent by forwarder on Tuesdays and Fridays.\n')
  writeFileSync(join(folder, 'empty.md'), '')
  writeFileSync(
    join(folder, 'picture.md'),
    Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2000)]),
  )
  return folder
}
