/**
 * The only thing a browser gets before it has a session: it trades the token of the link for the cookie. The token
 * stands behind the #, so it is in no request line, no log and no Referer, and a program that looks at links
 * beforehand cannot use it up. The script takes it out of the address and the history before anything else.
 */
export const OPENING_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>VerdeMuse</title>
<p id="said" role="status">Opening VerdeMuse…</p>
<noscript>VerdeMuse needs JavaScript in this browser.</noscript>
<script src="/open.js"></script>
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
export const NO_SESSION_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>VerdeMuse</title>
<p>This browser has no session with VerdeMuse. Press Enter in the terminal where it runs, and open the link it prints.</p>
`
