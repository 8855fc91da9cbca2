import { PlayCircleOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrainingRun } from '../../../../../src/understanding/models/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { usePages } from '../../../components/list/use-pages.ts'
import { Page } from '../../../components/page-header.tsx'
import { useSession } from '../../../session.tsx'
import { KindSwitch, useKind } from '../kind-switch.tsx'
import styles from '../models.module.css'
import { ModelsHead } from '../models-head.tsx'
import { PausedNotice } from './paused-notice.tsx'
import { ScheduleForm } from './schedule-form.tsx'
import { Steps } from './steps.tsx'
import { useRunColumns } from './use-run-columns.tsx'
import { useRunning, useStartTraining } from './use-training.ts'

/** Start a training, watch it, let it run by itself each week. */
export function TrainingPage() {
  const { t } = useTranslation('models')
  const { may } = useSession()
  const kind = useKind()
  const runs = usePages<TrainingRun>('training', '/api/training/runs', { kind })
  const columns = useRunColumns()
  return (
    <Page>
      <ModelsHead>
        <KindSwitch />
      </ModelsHead>
      <PausedNotice latest={runs.items[0]} />
      <div className={styles.columns}>
        <StartCard />
        <ScheduleForm disabled={!may('models.manage')} />
      </div>
      <h2 className={styles.heading}>{t('run.all')}</h2>
      <ListBody
        pages={runs}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('run.none')} hint={t('run.noneHint')} />}
      >
        <RecordTable label={t('run.all')} columns={columns} rows={runs.items} />
      </ListBody>
    </Page>
  )
}

function StartCard() {
  const { t } = useTranslation('models')
  const { may } = useSession()
  const [note, setNote] = useState('')
  const kind = useKind()
  const running = useRunning()
  const start = useStartTraining()
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>{t(`run.titleOf.${running?.kind ?? kind}`)}</h2>
      {running ? (
        <Steps run={running} />
      ) : (
        <>
          <p className={styles.soft}>{t(`run.aboutOf.${kind}`)}</p>
          <div className={styles.line}>
            <Input
              maxLength={500}
              value={note}
              aria-label={t('run.note')}
              placeholder={t('run.note')}
              disabled={!may('models.manage')}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button
              type="primary"
              icon={<PlayCircleOutlined aria-hidden />}
              disabled={!may('models.manage')}
              loading={start.isPending}
              onClick={() => start.mutate({ kind, note: note.trim() }, { onSuccess: () => setNote('') })}
            >
              {t('run.start')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
