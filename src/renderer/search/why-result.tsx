import type { SearchHit, SearchWhy } from '@shared/search-models'

interface WhyResultProps {
  readonly hit: SearchHit
  /** Place in the whole list, from 1. */
  readonly place: number
  /** What was done to the query, in sentences. */
  readonly notes: readonly string[]
}

/** The numbers behind a hit's place; they add up to its score. */
export function WhyResult({ hit, place, notes }: WhyResultProps) {
  const { why, score, similarity } = hit
  return (
    <div className="mx-2.5 mb-2 rounded-md border border-line bg-bg px-3 py-2 text-xs text-muted">
      {why ? (
        <table className="w-full max-w-[520px] tabular-nums">
          <caption className="pb-1 text-left font-medium text-text">Why it is number {place}</caption>
          <thead>
            <tr className="text-faint">
              <th className="py-0.5 pr-3 text-left font-normal">Found by</th>
              <th className="py-0.5 pr-3 text-right font-normal">Rank</th>
              <th className="py-0.5 pr-3 text-right font-normal">Measure</th>
              <th className="py-0.5 pr-3 text-right font-normal">Weight</th>
              <th className="py-0.5 text-right font-normal">Gives</th>
            </tr>
          </thead>
          <tbody>
            <PartRow name="Words" measure="bm25" part={why.keyword} />
            <PartRow name="Meaning" measure="likeness" part={why.meaning} />
            <tr className="border-t border-line text-text">
              <th colSpan={4} scope="row" className="py-0.5 pr-3 text-left font-medium">
                Score
              </th>
              <td className="py-0.5 text-right font-medium">{score.toFixed(4)}</td>
            </tr>
          </tbody>
        </table>
      ) : (
        <p>It is the beginning of a document that fits what was asked for; nothing was ranked.</p>
      )}
      {why && why.meaning === null && similarity !== null && (
        <p className="pt-1">
          Meaning alone would not have found it among the first; its likeness is {similarity.toFixed(3)}.
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="pt-1 [overflow-wrap:anywhere]">
          {note}
        </p>
      ))}
    </div>
  )
}

interface PartRowProps {
  readonly name: string
  readonly measure: string
  readonly part: SearchWhy['keyword']
}

function PartRow({ name, measure, part }: PartRowProps) {
  return (
    <tr>
      <th scope="row" className="py-0.5 pr-3 text-left font-normal">
        {name}
      </th>
      {part ? (
        <>
          <td className="py-0.5 pr-3 text-right">{part.rank}</td>
          <td className="py-0.5 pr-3 text-right">
            {measure} {part.measure.toFixed(3)}
          </td>
          <td className="py-0.5 pr-3 text-right">{part.weight.toFixed(2)}</td>
          <td className="py-0.5 text-right">{part.contribution.toFixed(4)}</td>
        </>
      ) : (
        <>
          <td colSpan={3} className="py-0.5 pr-3 text-right">
            not in this list
          </td>
          <td className="py-0.5 text-right">0.0000</td>
        </>
      )}
    </tr>
  )
}
