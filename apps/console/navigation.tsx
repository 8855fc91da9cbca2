import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { AccountMenu } from './account-menu.tsx'
import { shownKeys } from './commands/keys.ts'
import { Mark } from './components/mark.tsx'
import { AlertCount } from './features/alerts/alert-count.tsx'
import { Bell } from './features/notifications/bell.tsx'
import { allows, type Feature, features } from './features/registry.tsx'
import { useFeatureTitle } from './features/use-feature-title.ts'
import styles from './navigation.module.css'
import { useSession } from './session.tsx'

/** The left rail: only what this person may open. */
export function Navigation() {
  const { may } = useSession()
  const { t } = useTranslation()
  const allowed = features.filter((feature) => allows(feature, may))
  return (
    <nav className={styles.rail} aria-label={t('product')}>
      <div className={styles.brand}>
        <Mark size={30} />
      </div>
      <div className={styles.items}>
        {allowed
          .filter(({ section }) => section === 'work')
          .map((feature) => (
            <Item key={feature.path} feature={feature} />
          ))}
        <div className={styles.line} />
        {allowed
          .filter(({ section }) => section === 'manage')
          .map((feature) => (
            <Item key={feature.path} feature={feature} />
          ))}
      </div>
      <Bell />
      <AccountMenu />
    </nav>
  )
}

function Item({ feature }: { feature: Feature }) {
  const featureTitle = useFeatureTitle()
  const keys = feature.key ? shownKeys(`g ${feature.key}`).join(' ') : ''
  return (
    <Tooltip title={keys} placement="right" mouseEnterDelay={0.5}>
      <NavLink
        to={`/${feature.path}`}
        className={({ isActive }) => (isActive ? `${styles.item} ${styles.here}` : (styles.item ?? ''))}
      >
        <span className={styles.icon}>
          {feature.icon}
          {feature.path === 'alerts' && <AlertCount />}
        </span>
        <span className={styles.name}>{featureTitle(feature)}</span>
      </NavLink>
    </Tooltip>
  )
}
