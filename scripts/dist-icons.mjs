// Packs build/icons/*.png (drawn from build/icon.svg, one file a size) into icon.png, icon.ico and icon.icns.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BUILD = join(import.meta.dirname, '../build')
const png = (size) => readFileSync(join(BUILD, 'icons', `${size}x${size}.png`))

/** Windows: a directory of 16-byte entries, then the pictures. A size of 256 is written as 0. */
function packIco(sizes) {
  const pictures = sizes.map(png)
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  for (const [index, size] of sizes.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(pictures[index].length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += pictures[index].length
  }
  return Buffer.concat([head, ...pictures])
}

/** macOS: named pictures, each with its length; the second name of a size is the one for dense screens. */
function packIcns(entries) {
  const parts = entries.flatMap(([name, size]) => {
    const picture = png(size)
    const head = Buffer.alloc(8)
    head.write(name, 0, 'latin1')
    head.writeUInt32BE(picture.length + 8, 4)
    return [head, picture]
  })
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'latin1')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}

copyFileSync(join(BUILD, 'icons', '1024x1024.png'), join(BUILD, 'icon.png'))
writeFileSync(join(BUILD, 'icon.ico'), packIco([16, 24, 32, 48, 64, 128, 256]))
writeFileSync(
  join(BUILD, 'icon.icns'),
  packIcns([
    ['icp4', 16],
    ['icp5', 32],
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic08', 256],
    ['ic13', 256],
    ['ic09', 512],
    ['ic14', 512],
    ['ic10', 1024],
  ]),
)
