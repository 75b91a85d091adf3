import type { Doctor } from '@shared/models'
import { CircleCheck, CircleX, Copy, RefreshCw } from 'lucide-react'
import { useBridge, useCall } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/error-notice'
import { formatCount, formatDuration } from '../ui/figures'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { factGroups, reportText } from './doctor-report'
import { SettingsSection } from './setting-row'

/** What the app knows about itself; read when it is looked at, not followed. */
export function HealthSection() {
  const bridge = useBridge()
  const doctor = useCall('doctor.run', {})
  return (
    <SettingsSection id="health" title="About & health">
      <div className="flex flex-wrap items-center gap-2 px-4 py-3">
        <p className="me-auto font-medium">VerdeMuse {bridge.appVersion}</p>
        <Button variant="ghost" onClick={doctor.reload}>
          <RefreshCw aria-hidden />
          Examine again
        </Button>
        {doctor.kind === 'ready' && <CopyReport doctor={doctor.output} />}
      </div>
      {doctor.kind === 'ready' && (
        <>
          <Checks doctor={doctor.output} />
          <Facts doctor={doctor.output} />
          <Latencies doctor={doctor.output} />
        </>
      )}
      {doctor.kind === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={doctor.error} onRetry={doctor.reload} />
        </div>
      )}
      {doctor.kind === 'loading' && (
        <AfterDelay>
          <div className="grid gap-3 p-4">
            <p className="text-muted">
              Reading the whole data file. On a large knowledge base this takes minutes; everything else goes
              on.
            </p>
            {['w-1/2', 'w-2/3', 'w-1/3'].map((width) => (
              <Skeleton key={width} className={`h-4 ${width}`} />
            ))}
          </div>
        </AfterDelay>
      )}
    </SettingsSection>
  )
}

function CopyReport({ doctor }: { readonly doctor: Doctor }) {
  const announce = useAnnounce()
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(reportText(doctor))
      announce('Report copied. It holds counts and versions, no question and no article.', 'shown')
    } catch {
      announce('The clipboard cannot be reached. Click into the window and try again.', 'shown')
    }
  }
  return (
    <Button onClick={() => void copy()}>
      <Copy aria-hidden />
      Copy report
    </Button>
  )
}

function Checks({ doctor }: { readonly doctor: Doctor }) {
  return (
    <ul aria-label="Checks" className="grid gap-x-6 gap-y-1.5 px-4 py-3 text-sm @lg:grid-cols-2">
      {doctor.checks.map(({ name, ok, detail }) => (
        <li key={name} className="flex min-w-0 items-start gap-2">
          {ok ? (
            <CircleCheck aria-label="Passed" size={15} className="mt-0.5 shrink-0 text-accent" />
          ) : (
            <CircleX aria-label="Failed" size={15} className="mt-0.5 shrink-0 text-red" />
          )}
          <span className="min-w-0 break-words">
            {name}
            <span className="block text-muted">{detail}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Facts({ doctor }: { readonly doctor: Doctor }) {
  return (
    <div className="grid gap-x-8 gap-y-5 px-4 py-4 @lg:grid-cols-2">
      {factGroups(doctor)
        .filter(({ facts }) => facts.length > 0)
        .map(({ title, facts }) => (
          <div key={title} className="min-w-0">
            <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
            <dl className="grid gap-1 text-sm">
              {facts.map(({ name, value }) => (
                <div key={name} className="flex justify-between gap-4">
                  <dt className="shrink-0 text-muted">{name}</dt>
                  <dd className="min-w-0 break-words text-end tabular-nums">{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
    </div>
  )
}

function Latencies({ doctor }: { readonly doctor: Doctor }) {
  if (doctor.latencies.length === 0) return null
  return (
    <div className="px-4 py-4">
      <table className="w-full text-sm">
        <caption className="mb-1.5 text-start font-semibold">Latencies</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-0.5 text-start font-normal">
              Step
            </th>
            <th scope="col" className="py-0.5 text-end font-normal">
              Times
            </th>
            <th scope="col" className="w-24 py-0.5 text-end font-normal">
              p50
            </th>
            <th scope="col" className="w-24 py-0.5 text-end font-normal">
              p95
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {doctor.latencies.map(({ step, count, p50Ms, p95Ms }) => (
            <tr key={step}>
              <th scope="row" className="py-0.5 text-start font-normal">
                {step}
              </th>
              <td className="py-0.5 text-end">{formatCount(count)}</td>
              <td className="py-0.5 text-end">{formatDuration(p50Ms)}</td>
              <td className="py-0.5 text-end">{formatDuration(p95Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
