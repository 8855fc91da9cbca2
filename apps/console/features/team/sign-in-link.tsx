import { Alert, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../components/list/copy-field.tsx'
import styles from './team.module.css'

/** The one-time link for a colleague; shown this once. */
export function SignInLink({ token, name, onClose }: { token: string; name: string; onClose: () => void }) {
  const { t } = useTranslation('team')
  const address = `${location.origin}/console/sign-in#link=${token}`
  return (
    <Modal
      open
      title={t('link.title', { name })}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={560}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('link.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('link.once')} className={styles.gap} />
      <CopyField text={address} label={t('link.title', { name })} />
    </Modal>
  )
}
