import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { WhyRouted } from '../../routing/why-routed.tsx'
import styles from './path.module.css'
import { PathList } from './path-list.tsx'

/** How the conversation went through the flows, over the desk. */
export function PathDrawer({
  open,
  conversationId,
  onClose,
}: {
  open: boolean
  conversationId: string
  onClose: () => void
}) {
  const { t } = useTranslation('desk')
  return (
    <Drawer open={open} onClose={onClose} title={t('path.title')} size={440} destroyOnHidden>
      <p className={styles.hint}>{t('path.hint')}</p>
      {open && <WhyRouted conversationId={conversationId} />}
      {open && <PathList conversationId={conversationId} />}
    </Drawer>
  )
}
