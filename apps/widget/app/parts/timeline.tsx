import { useState } from 'preact/hooks'
import type { Part } from '../../../../src/conversations/contract.ts'
import { formatDateTime, formatDay, formatTime } from '../../../kit/format.ts'
import type { Locale } from '../../bridge.ts'
import { useWords } from '../use-chat.ts'

const FIRST = 3

/** What happened on the way, latest first; the rest unfolds. */
export function Timeline({ timeline }: { timeline: Extract<Part, { kind: 'timeline' }> }) {
  const { t, locale } = useWords()
  const [all, setAll] = useState(false)
  const { steps, title, subtitle } = timeline
  const shown = all ? steps : steps.slice(0, FIRST)
  return (
    <article class="card timeline" aria-label={title}>
      <div class="card-head">
        <div>
          <p class="card-title">{title}</p>
          {subtitle && <p class="soft">{subtitle}</p>}
        </div>
      </div>
      <ol>
        {shown.map((step, n) => (
          <li key={`${step.at}${step.text}`} class={n === 0 ? 'now' : ''}>
            <p>{step.text}</p>
            <p class="soft numbers">
              {n === 0 && <b class="hidden">{t('latest')} </b>}
              {when(step.at, locale)}
              {step.place && ` · ${step.place}`}
            </p>
          </li>
        ))}
      </ol>
      {steps.length > FIRST && (
        <div class="card-foot">
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('stepsLess') : t('stepsMore', { count: steps.length })}
          </button>
        </div>
      )}
    </article>
  )
}

/** Steps may carry a moment or words of their own. */
function when(at: string, locale: Locale) {
  if (!/^\d{4}-\d\d-\d\dT/.test(at)) return at
  return (
    <time dateTime={at} title={formatDateTime(at, locale)}>
      {formatDay(at, locale)} {formatTime(at, locale)}
    </time>
  )
}
