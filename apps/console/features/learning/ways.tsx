import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import styles from './choices.module.css'

/** A further act beside the labels: skip, dismiss, undo. */
export type CaseAct = { id: string; title: string; keys: string; run: () => void; disabled?: boolean }

/** What else can be done with a case, each by its key; `quiet` while the keys belong to something else. */
export function Ways({ ways, quiet = false }: { ways: readonly CaseAct[]; quiet?: boolean }) {
  const { t } = useTranslation('learning')
  const offered = ways.filter((way) => !way.disabled && !quiet)
  useCommands(
    offered.map(({ id, title, keys, run }) => ({ id: `learning:${id}`, title, keys, run, group: t('title') })),
  )
  if (!ways.length) return null
  return (
    <div className={styles.ways}>
      {ways.map(({ id, title, keys, run, disabled }) => (
        <Button
          key={id}
          type="text"
          onClick={run}
          disabled={disabled}
          aria-keyshortcuts={keys}
          className={styles.way ?? ''}
        >
          <Kbd keys={keys} /> {title}
        </Button>
      ))}
    </div>
  )
}
