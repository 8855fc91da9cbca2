import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LineInput, LinesView } from '../../../../src/voice/lines/contract.ts'
import { newId } from '../../../kit/realtime.ts'
import { Empty } from '../../components/empty.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { LINE_FIELDS } from './fields.ts'
import { FieldsForm } from './fields-form.tsx'
import styles from './telephone.module.css'
import { TestCall } from './test-call.tsx'
import type { Lines } from './use-lines.ts'

const TONES = { off: 'quiet', trying: 'person', registered: 'good', failed: 'risk' } as const

const PROBLEMS: Record<string, 'unreachable' | 'wrongPassword'> = {
  unreachable: 'unreachable',
  401: 'wrongPassword',
  403: 'wrongPassword',
  407: 'wrongPassword',
}

const fresh = (): LineInput => ({
  ...{ id: newId(), name: '', server: '', transport: 'udp', user: '', password: '', number: '' },
  ...{ register: false, srtp: false, takesPassword: false, allow: [] },
})

/** Trunks and extensions: add, edit, try, remove. */
export function SipLines({ view, lines }: { view: LinesView; lines: Lines }) {
  const { t } = useTranslation('telephone')
  const [editing, setEditing] = useState<LineInput | null>(null)
  const all = view.settings.sip.lines
  const saveAll = (change: (now: LineInput[]) => LineInput[]) =>
    lines.save.mutateAsync((now) => ({ ...now, sip: { ...now.sip, lines: change(now.sip.lines) } }))
  const save = (line: LineInput, values: Record<string, unknown>) => {
    const next = { ...line, ...values } as LineInput
    return saveAll((now) =>
      now.some(({ id }) => id === line.id) ? now.map((each) => (each.id === line.id ? next : each)) : [...now, next],
    )
  }
  return (
    <>
      {all.length === 0 && <Empty title={t('noLines')} hint={t('noLinesHint')} />}
      {all.map((line) => (
        <LineRow
          key={line.id}
          line={line}
          view={view}
          lines={lines}
          onEdit={() => setEditing(line)}
          onRemove={() => saveAll((now) => now.filter(({ id }) => id !== line.id))}
        />
      ))}
      <Button className={styles.add} icon={<PlusOutlined aria-hidden />} onClick={() => setEditing(fresh())}>
        {t('addLine')}
      </Button>
      {editing && (
        <FieldsForm
          title={editing.name || t('addLine')}
          fields={LINE_FIELDS}
          values={editing}
          storedSecrets={view.stored.includes(`line:${editing.id}`) ? ['password'] : []}
          saving={lines.save.isPending}
          onSave={(values) => save(editing, values)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}

function LineRow({
  line,
  view,
  lines,
  onEdit,
  onRemove,
}: {
  line: LineInput
  view: LinesView
  lines: Lines
  onEdit: () => void
  onRemove: () => Promise<unknown>
}) {
  const { t } = useTranslation('telephone')
  const confirm = useConfirm()
  const [trying, setTrying] = useState(false)
  const state = view.lines.find(({ id }) => id === line.id)
  const ask = () =>
    confirm({ title: t('removeLine', { name: line.name }), text: t('removeText'), act: t('remove') }, onRemove)
  return (
    <div className={styles.line}>
      <div className={styles.head}>
        <b>{line.name}</b>
        {state && line.register && <StatusMark tone={TONES[state.state]}>{t(`line.${state.state}`)}</StatusMark>}
        <span className={styles.room} />
        {line.server && state && (
          <Button size="small" onClick={() => setTrying(true)}>
            {t('test.open')}
          </Button>
        )}
        <Button size="small" onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button size="small" danger onClick={ask}>
          {t('remove')}
        </Button>
      </div>
      <p className={styles.soft}>
        {line.server ? <code>{line.server}</code> : t('onlyIncoming')}
        {line.number && ` · ${line.number}`}
        {` · ${line.allow.length ? t('allowed', { list: line.allow.join(', ') }) : t(line.takesPassword ? 'byPassword' : 'noCallers')}`}
        {state && state.calls > 0 && ` · ${t('calls', { count: state.calls })}`}
      </p>
      {state?.state === 'failed' && (
        <p className={styles.note}>
          {t(PROBLEMS[state.why ?? ''] ?? 'lineFailed', { why: state.why })}
          <RelativeTime at={state.since} />
        </p>
      )}
      {trying && <TestCall line={line} lines={lines} onClose={() => setTrying(false)} />}
    </div>
  )
}
