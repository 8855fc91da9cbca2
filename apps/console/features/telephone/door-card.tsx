import { Button, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Door, LinesView } from '../../../../src/voice/lines/contract.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { DOOR_FIELDS } from './fields.ts'
import { FieldsForm } from './fields-form.tsx'
import styles from './telephone.module.css'
import type { Lines } from './use-lines.ts'

const TONES = { off: 'quiet', open: 'good', failed: 'risk' } as const

/** One way by which calls come: whether it is open, where it listens, how many calls it carries. */
export function DoorCard({
  door,
  view,
  lines,
  children,
}: {
  door: Door
  view: LinesView
  lines: Lines
  children?: ReactNode
}) {
  const { t } = useTranslation('telephone')
  const [editing, setEditing] = useState(false)
  const status = view.doors[door]
  const settings = view.settings[door]
  const save = (changed: Record<string, unknown>) =>
    lines.save.mutateAsync((now) => ({ ...now, [door]: { ...now[door], ...changed } }))
  return (
    <section className={styles.card}>
      <div className={styles.head}>
        <h2>{t(`door.${door}.title`)}</h2>
        <StatusMark tone={TONES[status.state]}>{t(`state.${status.state}`)}</StatusMark>
        <span className={styles.room} />
        <Button size="small" onClick={() => setEditing(true)}>
          {t('settings')}
        </Button>
        <Switch
          checked={settings.on}
          loading={lines.save.isPending}
          aria-label={t('switch', { name: t(`door.${door}.title`) })}
          onChange={(on) => void save({ on }).catch(() => undefined)}
        />
      </div>
      <p className={styles.soft}>{t(`door.${door}.explain`)}</p>
      {status.state === 'open' && (
        <p className={styles.soft}>
          <code>{status.listening}</code>
          {status.calls > 0 && ` · ${t('calls', { count: status.calls })}`}
          {door === 'freeswitch' && ` · ${t(`control.${view.control}`)}`}
        </p>
      )}
      {status.state === 'failed' && (
        <p className={styles.note}>
          {t(status.why === 'EADDRINUSE' ? 'portTaken' : 'doorFailed', { why: status.why })}
        </p>
      )}
      {children}
      {editing && (
        <FieldsForm
          title={t(`door.${door}.title`)}
          fields={DOOR_FIELDS[door]}
          values={inWords(settings)}
          storedSecrets={view.stored.flatMap((name) =>
            name.startsWith(`${door}.`) ? name.slice(door.length + 1) : [],
          )}
          saving={lines.save.isPending}
          onSave={(values) => save('rate' in values ? { ...values, rate: Number(values.rate) } : values)}
          onClose={() => setEditing(false)}
        />
      )}
    </section>
  )
}

/** A rate is chosen by its words. */
const inWords = (settings: object): Record<string, unknown> =>
  'rate' in settings ? { ...settings, rate: String(settings.rate) } : { ...settings }
