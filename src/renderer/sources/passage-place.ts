import type { Passage } from '@shared/models'

/** Where a passage stands, in one line: "plant-care › Watering › In winter · page 2". */
export function passagePlace({ path, heading, page, title }: Passage): string {
  const folders = path.split(/[/\\]/).slice(0, -1).slice(-2)
  const headings = heading === '' ? [] : heading.split(' › ').filter((part) => !part.startsWith(title))
  const place = [...folders, ...headings].join(' › ')
  const pageWords = page === null ? '' : `page ${page}`
  return [place, pageWords].filter(Boolean).join(' · ')
}
