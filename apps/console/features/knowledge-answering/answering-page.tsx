import { Button, Slider } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerThresholds } from '../../../../src/knowledge/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { KnowledgeHead } from '../knowledge/knowledge-head.tsx'
import styles from './answering.module.css'
import { CurveChart, LEFT, MAX, MIN, RIGHT } from './curve-chart.tsx'
import { keepApart } from './keep-apart.ts'
import { TransferSection } from './transfer-section.tsx'
import { type ThresholdState, useCurve, useSaveThresholds } from './use-thresholds.ts'
import { Zones } from './zones.tsx'

/** Padding and edge of the chart's card. */
const FRAME = 19

/** From how sure the bot answers by itself, and from how sure it asks back, with what that means. */
export default function AnsweringPage() {
  const { t } = useTranslation('knowledge-answering')
  const query = useCurve()
  return (
    <Page>
      <KnowledgeHead hint={t('hint')} />
      {query.isPending && <Loading rows={8} />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Moving state={query.data} />}
      <TransferSection />
    </Page>
  )
}

function Moving({ state }: { state: ThresholdState }) {
  const { t } = useTranslation(['knowledge-answering', 'lists'])
  const { may } = useSession()
  const { done, failed } = useTold()
  const [moved, setMoved] = useState<AnswerThresholds | null>(null)
  const save = useSaveThresholds({
    done: () => {
      setMoved(null)
      done(t('knowledge-answering:saved'))
    },
    failed,
  })
  const at = moved ?? state.current
  const writes = may('knowledge.write')
  const isSame = (a: AnswerThresholds, b: AnswerThresholds) => a.answer === b.answer && a.askBack === b.askBack
  const changed = !isSame(at, state.current)
  const keep = () => changed && save.mutate(at)
  useCommands(
    writes
      ? [
          {
            ...{ id: 'thresholds:save', title: t('lists:save'), group: t('knowledge-answering:title') },
            keys: 'mod+s',
            run: keep,
          },
        ]
      : [],
  )
  return (
    <section className={styles.page}>
      {state.curve ? (
        <CurveChart curve={state.curve} at={at} current={state.current} />
      ) : (
        <p className={styles.computing} role="status">
          {t('knowledge-answering:computing')}
        </p>
      )}
      <div className={styles.slider} style={{ paddingInline: `${LEFT + FRAME}px ${RIGHT + FRAME}px` }}>
        <Zones at={at} />
        <Slider
          range
          min={MIN}
          max={MAX}
          step={0.01}
          disabled={!writes}
          value={[at.askBack, at.answer]}
          onChange={([askBack = at.askBack, answer = at.answer]) => setMoved(keepApart({ askBack, answer }, at))}
          ariaLabelForHandle={[t('knowledge-answering:askBack'), t('knowledge-answering:answer')]}
          tooltip={{ formatter: (value) => value?.toFixed(2) }}
        />
      </div>
      {writes && (
        <div className={styles.acts}>
          <Button type="primary" disabled={!changed} loading={save.isPending} onClick={keep}>
            {t('lists:save')} <Kbd keys="mod+s" />
          </Button>
          {changed && <Button onClick={() => setMoved(null)}>{t('knowledge-answering:back')}</Button>}
          {!isSame(at, state.usual) && (
            <Button type="text" onClick={() => setMoved(state.usual)}>
              {t('knowledge-answering:usual', {
                askBack: state.usual.askBack.toFixed(2),
                answer: state.usual.answer.toFixed(2),
              })}
            </Button>
          )}
        </div>
      )}
      <p className={styles.quiet}>{t('knowledge-answering:how')}</p>
    </section>
  )
}
