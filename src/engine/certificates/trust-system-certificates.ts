import tls from 'node:tls'

/**
 * From now on this process also trusts the certificates that the system's administrator trusts, such as that of a
 * company's own server or of a proxy that looks into TLS. Node itself knows only those it is shipped with, and the
 * packed program is built to ignore NODE_EXTRA_CA_CERTS. Called before the first connection and not at the start: the
 * system's store takes 0.1 s to read. It is read once; calling this again costs a comparison.
 */
export function trustSystemCertificates(): void {
  try {
    const known = tls.getCACertificates('default')
    const all = new Set([...known, ...tls.getCACertificates('system')])
    if (all.size > known.length) tls.setDefaultCACertificates([...all])
  } catch {
    // an older Node has no such functions, and a store that cannot be read takes nothing away: the shipped ones stay
  }
}
