import { isKnownLink, trustedLinks } from '@shared/known-links'
import { escapeHtml, linkAddress, markdownHtml } from '@shared/markdown-html'
import type { Message } from '@shared/models'
import { APP_NAME } from './app-name'
import type { ExportedConversation, ExportedMessage, ExportedSource } from './collect-conversation'
import { factsOf, headingOf, isoTime, placeOf } from './describe-message'
import { parseAnswer } from './parse-answer'

/** No script, no picture, nothing from elsewhere: whatever the texts hold, a browser does nothing but show it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const STYLE = `
:root { color-scheme: light dark; --line: #d9ddd3; --soft: #f4f6f1; --muted: #5d665a; --accent: #2f6b3c; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4238; --soft: #1e231d; --muted: #a3ad9f; --accent: #8fc79b; } }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1rem; margin: 2.25rem 0 0.25rem; }
h3 { font-size: 0.9rem; margin: 1.25rem 0 0.5rem; } .facts { color: var(--muted); font-size: 0.85rem; margin: 0 0 0.75rem; }
.question { white-space: pre-wrap; background: var(--soft); border-radius: 0.5rem; padding: 0.75rem 1rem; }
.notice { border-left: 3px solid var(--accent); padding-left: 0.75rem; color: var(--muted); }
a { color: var(--accent); } sup a { text-decoration: none; } table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
pre { background: var(--soft); padding: 0.75rem 1rem; overflow-x: auto; border-radius: 0.5rem; }
.sources { list-style: none; padding: 0; margin: 0; } .sources li { margin: 0 0 0.9rem; }
blockquote { margin: 0.25rem 0 0; padding-left: 0.9rem; border-left: 3px solid var(--line); color: var(--muted); }
.sources blockquote { white-space: pre-wrap; }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } .sources li { break-inside: avoid; } }`

/** One file that any browser shows, offline. */
export function writeHtml({ conversation, messages, exportedAt, appVersion }: ExportedConversation): string {
  const title = escapeHtml(conversation.title)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${APP_NAME} ${escapeHtml(appVersion)}">
<title>${title}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1 dir="auto">${title}</h1>
<p class="facts">Exported ${isoTime(exportedAt)}</p>
${messages.map(messageHtml).join('\n')}
</body>
</html>
`
}

function messageHtml({ message, sources }: ExportedMessage): string {
  const facts = factsOf(message).map(escapeHtml).join(' · ')
  const notice = message.notice ? `\n<p class="notice">${escapeHtml(message.notice.message)}</p>` : ''
  return `<section>
<h2>${headingOf(message)}</h2>
<p class="facts">${facts}</p>
${bodyHtml(message)}${notice}${sourcesHtml(message.id, sources)}
</section>`
}

function bodyHtml({ id, role, text, passages, task }: Message): string {
  if (role === 'user') return `<div class="question" dir="auto">${escapeHtml(text.trim())}</div>`
  const known = trustedLinks(passages.map((passage) => `${passage.title}\n${passage.text}`))
  const html = markdownHtml(parseAnswer(text), {
    passageCount: passages.length,
    citation: (number) => `<sup><a href="#source-${id}-${number}">[${number}]</a></sup>`,
    isLinkAllowed: (url) => isKnownLink(url, known),
    keepsLines: task?.kind === 'draft',
  })
  return `<div dir="auto">\n${html}</div>`
}

function sourcesHtml(messageId: number, sources: readonly ExportedSource[]): string {
  if (sources.length === 0) return ''
  const items = sources.map(({ number, passage, url }) => {
    const place = escapeHtml(placeOf(passage))
    const address = url === null ? null : linkAddress(url)
    const title = address === null ? place : `<a href="${escapeHtml(address)}">${place}</a>`
    const quote = `<blockquote dir="auto">${escapeHtml(passage.text.trim())}</blockquote>`
    return `<li id="source-${messageId}-${number}">[${number}] ${title}\n${quote}</li>`
  })
  return `\n<h3>Sources</h3>\n<ul class="sources">\n${items.join('\n')}\n</ul>`
}
