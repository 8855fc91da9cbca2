import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../components/kbd.tsx'
import styles from './commands.module.css'
import { closeDialogs, useOpenDialog } from './dialogs.ts'
import { useActiveCommands } from './registry.ts'

/** Every key that works on the screen now, by group. Opened with `?`. */
export function KeysHelp() {
  const { t } = useTranslation()
  const open = useOpenDialog() === 'keys'
  const withKeys = useActiveCommands().filter((command) => command.keys)
  const groups = [...new Set(withKeys.map((command) => command.group))]
  return (
    <Modal open={open} onCancel={closeDialogs} footer={null} title={t('keys.title')} width={640}>
      <p className={styles.hint}>{t('keys.hint')}</p>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            {withKeys
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className={styles.keyLine}>
                  <span>{command.title}</span>
                  <Kbd keys={command.keys ?? ''} />
                </div>
              ))}
          </section>
        ))}
      </div>
    </Modal>
  )
}
