import { isKnownLink, trustedLinks } from '@shared/known-links'
import { type MouseEvent, type ReactNode, use, useMemo } from 'react'
import { useBridge } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { CitedAnswerContext } from './citation-key'

/** The address as the platform reads it, or nothing for whatever is not https or mailto. */
export function safeUrl(text: string): string | undefined {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'mailto:' ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Where a link leads, in few words: the host, or the address of a mail. */
export function linkTarget(href: string): string {
  const url = new URL(href)
  return url.protocol === 'mailto:' ? decodeURIComponentSafely(url.pathname) : url.host
}

interface ExternalLinkProps {
  readonly href: string | undefined
  readonly children?: ReactNode
}

/**
 * Opens outside, through the shell; the host stands beside the words so that they cannot lie about it. Of an answer only
 * what a source holds can be opened: a model may have been talked into anything else.
 */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  const bridge = useBridge()
  const announce = useAnnounce()
  const safe = href === undefined ? undefined : safeUrl(href)
  const answer = use(CitedAnswerContext)
  const known = useMemo(
    () => answer && trustedLinks(answer.passages.map(({ title, text }) => `${title}\n${text}`)),
    [answer],
  )
  if (safe === undefined || (known && !isKnownLink(safe, known))) return <span>{children}</span>

  function open(event: MouseEvent) {
    event.preventDefault()
    bridge.openExternal(safe as string).catch(() => announce('The link could not be opened.', 'shown'))
  }
  return (
    <span>
      <a href={safe} rel="noopener noreferrer" onClick={open} onAuxClick={open} title={safe}>
        {children}
      </a>
      {!isSaidBy(children, safe) && (
        <span className="link-target text-[0.85em] text-muted"> ({linkTarget(safe)})</span>
      )}
    </span>
  )
}

/** The words are the address itself: said once is enough. */
function isSaidBy(words: ReactNode, href: string): boolean {
  return typeof words === 'string' && (words === linkTarget(href) || safeUrl(words) === href)
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
