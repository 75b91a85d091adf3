/**
 * The only thing a browser gets before it has a session: it trades the token of the link for the cookie. The token
 * stands behind the #, so it is in no request line, no log and no Referer, and a program that looks at links
 * beforehand cannot use it up. The script takes it out of the address and the history before anything else.
 */
export const OPENING_PAGE = page(
  'Opening VerdeMuse…',
  `<noscript>VerdeMuse needs JavaScript in this browser.</noscript>
<script src="/open.js"></script>
`,
)

/** Beside the pages, because the policy of the page allows no inline style. Both themes follow the system. */
export const OPENING_STYLE = `:root { color-scheme: light dark; --bg: #f7f7f4; --text: #1d201c; --accent: #1e7a4c; --ink: #fff }
@media (prefers-color-scheme: dark) { :root { --bg: #141613; --text: #e9ece6; --accent: #5cc78f; --ink: #0c1a12 } }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; gap: 16px;
  padding: 24px; box-sizing: border-box; text-align: center; background: var(--bg); color: var(--text);
  font: 15px/1.6 ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif }
svg { width: 44px; height: 44px; padding: 10px; box-sizing: border-box; border-radius: 12px; background: var(--accent);
  color: var(--ink); fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round }
p { margin: 0; max-width: 46ch }
`

export const OPENING_SCRIPT = `const token = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
const say = (text) => { document.getElementById('said').textContent = text }
const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) }
fetch('/session', request).then(
  (reply) => {
    if (reply.ok) location.replace('/')
    else say('This link was used before, or is too old. Press Enter in the terminal for a new one.')
  },
  () => say('VerdeMuse does not answer. Is it still running in the terminal?'),
)
`

/** What a person sees who opens the plain address without a session, or after a restart. */
export const NO_SESSION_PAGE = page(
  'This browser has no session with VerdeMuse. Press Enter in the terminal where it runs, and open the link it prints.',
)

function page(said: string, more = ''): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>VerdeMuse</title>
<link rel="stylesheet" href="/open.css">
<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 19c8 2 15-4 14-14C9 4 3 10 5 19zM5 19c2-5 5-8 9-10"/></svg>
<p id="said" role="status">${said}</p>
${more}`
}
