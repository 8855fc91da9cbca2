import { ArrowLeftOutlined, CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../../components/kbd.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import styles from './check.module.css'
import { FlowCanvas } from './flow-canvas.tsx'
import { useFlowCheck } from './use-flow-check.ts'

/** Paste a flow and see whether the bot could run it; every fault with its line. Nothing is stored. */
export function FlowCheck() {
  const { t } = useTranslation('flows')
  const check = useFlowCheck()
  return (
    <div className={styles.page}>
      <div>
        <BackLink to="/flows" icon={<ArrowLeftOutlined aria-hidden />}>
          {t('title')}
        </BackLink>
        <PageHeader title={t('check.title')} hint={t('check.hint')}>
          <Button type="primary" onClick={check.run} loading={check.busy} disabled={!check.text.trim()}>
            {t('check.act')} <Kbd keys="mod+enter" />
          </Button>
        </PageHeader>
      </div>
      <div className={styles.columns}>
        <div className={styles.editor}>
          <div className={styles.gutter} ref={check.gutter} aria-hidden="true">
            {check.numbers.map((line) => (
              <span key={line} className={check.badLines.has(line) ? styles.bad : undefined}>
                {line}
              </span>
            ))}
          </div>
          <textarea
            ref={check.area}
            className={styles.area}
            value={check.text}
            spellCheck={false}
            wrap="off"
            aria-label={t('check.label')}
            placeholder={t('check.sample')}
            onChange={(event) => check.setText(event.target.value)}
            onScroll={check.onScroll}
            onKeyDown={check.onKey}
          />
        </div>
        <div className={styles.result} aria-live="polite">
          <Result check={check} />
        </div>
      </div>
    </div>
  )
}

function Result({ check }: { check: ReturnType<typeof useFlowCheck> }) {
  const { t } = useTranslation('flows')
  const { answer } = check
  if (!answer) return <p className={styles.quiet}>{t('check.before')}</p>
  return (
    <>
      <p className={answer.ok ? styles.good : styles.risk}>
        {answer.ok ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}{' '}
        {answer.ok ? t('check.ok') : t('check.problems', { count: answer.problems.length })}
      </p>
      {answer.problems.length > 0 && (
        <ol className={styles.problems}>
          {answer.problems.map((problem) => (
            <li key={`${problem.line}:${problem.message}`}>
              <button type="button" onClick={() => check.goTo(problem.line)}>
                <span className={styles.line}>{t('check.line', { line: problem.line })}</span>
                {problem.message}
              </button>
            </li>
          ))}
        </ol>
      )}
      {answer.graph && (
        <div className={styles.graph}>
          <FlowCanvas graph={answer.graph} chosen="" onChoose={() => undefined} path={null} />
        </div>
      )}
    </>
  )
}
