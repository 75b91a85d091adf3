/** What a company's proxy answered when it was asked for the way to a server; null for every other failure. */
export function proxyRefusal(thrown: unknown): number | null {
  // the HTTP client says it in words only, under the code of a request that somebody stopped
  const status = thrown instanceof Error ? /^Proxy response \((\d{3})\)/.exec(thrown.message)?.[1] : undefined
  return status === undefined ? null : Number(status)
}
