import { foldText } from '@shared/fold-text'
import type { DocumentFormat } from '@shared/models'
import type { SearchFacets, SearchFilter } from '@shared/search-models'
import { formatLabel } from '../document/format-label'
import { languageWord } from './language-word'

export type FacetName = 'collections' | 'formats' | 'tags' | 'languages'

export interface FacetOption {
  readonly value: string
  readonly label: string
  readonly count: number
}

export interface Facet {
  readonly name: FacetName
  readonly label: string
  readonly options: readonly FacetOption[]
}

/** Of a long list, those that hold what was typed. */
export function fittingOptions(options: readonly FacetOption[], typed: string): readonly FacetOption[] {
  const wanted = foldText(typed.trim())
  return options.filter(({ label }) => foldText(label).includes(wanted))
}

/** What can be chosen from: a list with one entry would choose nothing. What is chosen already always stays. */
export function facetsOf(facets: SearchFacets | null, filter: SearchFilter): readonly Facet[] {
  if (!facets) return []
  const all: readonly Facet[] = [
    {
      name: 'collections',
      label: 'Collection',
      options: facets.collections.map(({ id, name, count }) => ({ value: String(id), label: name, count })),
    },
    {
      name: 'formats',
      label: 'Type',
      options: facets.formats.map(({ format, count }) => ({
        value: format,
        label: formatLabel(format),
        count,
      })),
    },
    {
      name: 'tags',
      label: 'Tag',
      options: facets.tags.map(({ tag, count }) => ({ value: tag, label: tag, count })),
    },
    {
      name: 'languages',
      label: 'Language',
      options: facets.languages.map(({ language, count }) => ({
        value: language,
        label: languageWord(language),
        count,
      })),
    },
  ]
  const least = (name: FacetName) => (name === 'tags' ? 1 : 2)
  return all.filter(
    ({ name, options }) => options.length >= least(name) || chosenValues(filter, name).length > 0,
  )
}

export function chosenValues(filter: SearchFilter, name: FacetName): readonly string[] {
  switch (name) {
    case 'collections':
      return (filter.collectionIds ?? []).map(String)
    case 'formats':
      return filter.formats ?? []
    case 'tags':
      return filter.tags ?? []
    case 'languages':
      return filter.languages ?? []
  }
}

export function withChosen(filter: SearchFilter, name: FacetName, values: readonly string[]): SearchFilter {
  switch (name) {
    case 'collections':
      return { ...filter, collectionIds: values.map(Number) }
    case 'formats':
      return { ...filter, formats: values as DocumentFormat[] }
    case 'tags':
      return { ...filter, tags: [...values] }
    case 'languages':
      return { ...filter, languages: [...values] }
  }
}

export function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
}

export function isFiltering(filter: SearchFilter): boolean {
  return Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  )
}

/** "2026-01-31" of a date field as the beginning or the end of that day here; null for none. */
export function dayBounds(day: string): { readonly start: number; readonly end: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) return null
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number]
  const start = new Date(year, month - 1, date).getTime()
  return { start, end: new Date(year, month - 1, date + 1).getTime() - 1 }
}

/** The day of a moment as a date field writes it. */
export function dayOf(time: number | undefined): string {
  if (time === undefined) return ''
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export function withDates(filter: SearchFilter, from: string, to: string): SearchFilter {
  const { dateFrom: _from, dateTo: _to, ...rest } = filter
  const start = dayBounds(from)?.start
  const end = dayBounds(to)?.end
  return {
    ...rest,
    ...(start === undefined ? {} : { dateFrom: start }),
    ...(end === undefined ? {} : { dateTo: end }),
  }
}
