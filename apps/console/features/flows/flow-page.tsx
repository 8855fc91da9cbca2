import { ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '../../api.ts'
import { BackLink } from '../../components/list/back-link.tsx'
import { Word } from '../../components/list/status-mark.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { FlowCanvas } from './flow-canvas.tsx'
import type { FlowAnswer } from './flow-types.ts'
import { FlowYaml } from './flow-yaml.tsx'
import styles from './flows.module.css'
import { StepPanel } from './step-panel.tsx'
import { withTexts } from './step-texts.ts'
import { useWalkedPath } from './use-walked-path.ts'

export function FlowPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('flows')
  const query = useQuery({
    queryKey: ['flows', id],
    queryFn: ({ signal }) => get<FlowAnswer>(`/api/flows/${encodeURIComponent(id)}`, {}, signal),
  })
  if (query.data) return <FlowView answer={query.data} />
  return (
    <Page>
      <BackLink to="/flows" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      {query.isError ? <Problem error={query.error} onRetry={() => query.refetch()} /> : <Loading rows={8} />}
    </Page>
  )
}

function FlowView({ answer: { flow, graph } }: { answer: FlowAnswer }) {
  const { t } = useTranslation('flows')
  const { locale } = usePreferences()
  const { values, set } = useFilters(['view', 'step', 'conversation'])
  const walked = useWalkedPath(values.conversation, flow.id)
  const step = flow.steps.find((one) => one.id === values.step)
  const shown = useMemo(() => withTexts(flow, graph), [flow, graph])
  return (
    <div className={styles.full}>
      <header className={styles.head}>
        <div className={styles.headWords}>
          <BackLink to="/flows" icon={<ArrowLeftOutlined aria-hidden />}>
            {t('title')}
          </BackLink>
          <h1>
            {flow.title[locale]}{' '}
            <code className={styles.id}>
              {flow.id}@{flow.version}
            </code>
          </h1>
          <span className={styles.words}>
            {flow.intents.map((intent) => (
              <Word key={intent}>{intent}</Word>
            ))}
          </span>
        </div>
        <Segmented
          value={values.view || 'graph'}
          onChange={(view) => set({ view: view === 'graph' ? '' : String(view) })}
          options={[
            { value: 'graph', label: t('view.graph') },
            { value: 'yaml', label: t('view.yaml') },
          ]}
        />
      </header>
      {values.conversation && (
        <div className={styles.pathLine} role="status">
          <span>
            {walked.error
              ? t('path.failed')
              : walked.isPending
                ? t('path.loading')
                : t(walked.path?.order.size ? 'path.shown' : 'path.none', { count: walked.path?.order.size ?? 0 })}{' '}
            <Link to={`/conversations/${values.conversation}`}>{t('path.open')}</Link>
          </span>
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined aria-hidden />}
            onClick={() => set({ conversation: '' })}
          >
            {t('path.hide')}
          </Button>
        </div>
      )}
      {values.view === 'yaml' ? (
        <FlowYaml flow={flow} />
      ) : (
        <div className={styles.work}>
          <FlowCanvas
            graph={shown}
            chosen={values.step}
            onChoose={(chosen) => set({ step: chosen })}
            path={walked.path?.order.size ? walked.path : null}
          />
          <StepPanel flow={flow} step={step ?? null} onChoose={(chosen) => set({ step: chosen })} />
        </div>
      )}
    </div>
  )
}
