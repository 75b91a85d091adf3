import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTextMaker, type TextMaker } from './corpus'

/**
 * Writes Markdown files of about `sizeBytes` each as help centres write them: sections of paragraphs with marks and
 * links, lists, a code block now and then, and a table in every thirtieth section. No two alike; returns their folder.
 */
export function writeArticles(folder: string, count: number, sizeBytes: number): string {
  mkdirSync(folder, { recursive: true })
  const maker = createTextMaker(11)
  for (let index = 1; index <= count; index++)
    writeFileSync(join(folder, `article-${index}.md`), article(maker, index, sizeBytes))
  return folder
}

export function article(maker: TextMaker, index: number, sizeBytes: number): string {
  let text = `# ${maker.title()} ${index}\n`
  for (let section = index; text.length < sizeBytes; section++)
    text += `\n## ${maker.title()}\n\n${partOf(maker, section)}\n`
  return text.slice(0, sizeBytes)
}

function partOf(maker: TextMaker, section: number): string {
  const text = `${maker.text(450)}\n\n**${maker.title()}**: ${maker.text(250)} See [${maker.title()}](https://help.example/${section}).`
  if (section % 30 === 0) return `${text}\n\n${tableOf(maker)}`
  if (section % 10 === 0) return `${text}\n\n\`\`\`sh\n${maker.text(120)}\n\`\`\``
  if (section % 3 === 0) return `${text}\n\n${listOf(maker, 5)}`
  return `${text}\n\n${maker.text(350)}`
}

export function listOf(maker: TextMaker, count: number): string {
  return Array.from({ length: count }, () => `- ${maker.text(60)}`).join('\n')
}

function tableOf(maker: TextMaker): string {
  const rows = Array.from({ length: 6 }, () => `| ${maker.title()} | ${maker.text(40)} |`)
  return ['| Plan | Meaning |', '| --- | --- |', ...rows].join('\n')
}
