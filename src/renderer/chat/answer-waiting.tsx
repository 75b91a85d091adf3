import { AfterDelay, Skeleton } from '../ui/skeleton'

/** Where the first lines will stand. */
export function AnswerWaiting() {
  return (
    <div className="flex min-h-[72px] flex-col gap-2.5 py-1.5">
      <AfterDelay>
        <Skeleton className="h-3 w-[92%]" />
        <Skeleton className="h-3 w-[84%]" />
        <Skeleton className="h-3 w-[46%]" />
      </AfterDelay>
    </div>
  )
}
