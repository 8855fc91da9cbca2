import { Button, Segmented, Slider, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketSettings } from '../../../../../src/tickets/types/contract.ts'
import { HoursEditor } from '../../../components/hours/hours-editor.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { TicketsHead } from '../tickets-head.tsx'
import styles from './manage.module.css'
import { TargetTable } from './target-table.tsx'
import { useClocks } from './use-clocks.ts'
import { useTicketSettings } from './use-type-editor.ts'

/** By when tickets should be answered and solved, in which hours, and whether they are given out. */
export function ClocksPage() {
  const query = useTicketSettings()
  return (
    <Page>
      <TicketsHead />
      {query.isPending && <Loading rows={8} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Clocks kept={query.data} />}
    </Page>
  )
}

function Clocks({ kept }: { kept: TicketSettings }) {
  const { t } = useTranslation('tickets')
  const clocks = useClocks(kept)
  const { draft, set } = clocks
  return (
    <>
      <p className={styles.hint}>{t('clocks.hint')}</p>
      <section className={styles.panel}>
        <h2>{t('clocks.targets')}</h2>
        <TargetTable value={draft.targets} onChange={(targets) => set({ targets })} />
        <label htmlFor="clocks-warn">
          {t('clocks.warn')} <b>{Math.round(draft.warnAt * 100)} %</b>
        </label>
        <Slider
          id="clocks-warn"
          min={10}
          max={95}
          step={5}
          value={Math.round(draft.warnAt * 100)}
          onChange={(percent) => set({ warnAt: percent / 100 })}
          tooltip={{ formatter: (percent) => `${percent} %` }}
        />
      </section>
      <section className={styles.panel}>
        <h2>{t('clocks.hours')}</h2>
        <Segmented
          value={draft.hours ? 'own' : 'around'}
          onChange={(kind) => set({ hours: kind === 'own' ? clocks.usualHours : null })}
          options={[
            { value: 'around', label: t('clocks.around') },
            { value: 'own', label: t('clocks.ownHours') },
          ]}
        />
        {draft.hours && (
          <HoursEditor value={draft.hours} onChange={(hours) => set({ hours })} onProblem={clocks.setProblem} />
        )}
      </section>
      <section className={styles.panel}>
        <label className={styles.switch} htmlFor="clocks-auto">
          <Switch id="clocks-auto" checked={draft.autoAssign} onChange={(autoAssign) => set({ autoAssign })} />
          <span>
            <b>{t('clocks.auto')}</b>
            <small>{t('clocks.autoHint')}</small>
          </span>
        </label>
      </section>
      <Button type="primary" disabled={!clocks.changed || clocks.problem} loading={clocks.busy} onClick={clocks.save}>
        {t('clocks.save')}
      </Button>
    </>
  )
}
