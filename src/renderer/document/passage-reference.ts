import type { DocumentDetail } from '@shared/models'

/** A passage as it is pasted into a mail: its words, then where they stand. */
export function passageReference(
  {
    title,
    path,
    headings,
    pages,
    url,
  }: Pick<DocumentDetail, 'title' | 'path' | 'headings' | 'pages' | 'url'>,
  text: string,
  start: number,
): string {
  const heading = headings.findLast((one) => one.start <= start)?.title
  const page = pages.findLast((one) => one.start <= start)?.page
  const place = [
    title,
    heading && heading !== title ? heading : '',
    page === undefined ? '' : `page ${page}`,
  ].filter(Boolean)
  return `${text.trim()}\n\n— ${place.join(', ')} (${url ?? fileName(path)})`
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}
