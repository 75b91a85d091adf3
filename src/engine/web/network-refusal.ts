import { hostNameOf } from './web-address'
import { refused, type WebRefusal } from './web-refusal'

/** Says in a sentence why a site could not be reached, from the error of the resolver, the socket, TLS or the parser. */
export function networkRefusal(thrown: unknown, url: URL): WebRefusal {
  const host = hostNameOf(url)
  const codes = codesOf(thrown)
  const has = (...wanted: readonly string[]) => codes.some((code) => wanted.includes(code))
  if (has('ENOTFOUND')) return refused('unreachable', `There is no site named ${host}. Check the address.`)
  if (has('EAI_AGAIN'))
    return refused('unreachable', `${host} could not be looked up. Is this computer online?`)
  if (codes.some((code) => TIMEOUTS.test(code)))
    return refused('timed_out', `${host} took too long to answer. Try again later.`)
  if (codes.some((code) => CERTIFICATES.test(code)))
    return refused(
      'unreachable',
      `${host} could not prove that it is the real one: its certificate is not valid.`,
    )
  if (codes.some((code) => code === 'HTTPParserError' || code.startsWith('HPE_')))
    return refused('damaged', `${host} answered something that is not a web page.`)
  return refused(
    'unreachable',
    `${host} could not be reached. Check the address and the connection, then try again.`,
  )
}

const TIMEOUTS = /^(ETIMEDOUT|TimeoutError|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/
const CERTIFICATES = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/

function codesOf(thrown: unknown, depth = 0): readonly string[] {
  if (!(thrown instanceof Error) || depth > 3) return []
  const { code } = thrown as NodeJS.ErrnoException
  const parts: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : []
  return [
    ...(typeof code === 'string' ? [code] : []),
    thrown.name,
    ...[thrown.cause, ...parts].flatMap((part) => codesOf(part, depth + 1)),
  ]
}
