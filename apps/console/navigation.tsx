import { Tooltip } from 'antd'
import { type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { AccountMenu } from './account-menu.tsx'
import { shownKeys } from './commands/keys.ts'
import { Mark } from './components/mark.tsx'
import { AlertCount } from './features/alerts/alert-count.tsx'
import { Bell } from './features/notifications/bell.tsx'
import { allows, type Feature, features } from './features/registry.tsx'
import { RosterCount } from './features/roster/roster-count.tsx'
import { useFeatureTitle } from './features/use-feature-title.ts'
import styles from './navigation.module.css'
import { useSession } from './session.tsx'

const SECTIONS = ['work', 'teach', 'serve', 'run'] as const
/** So many pages stand one below the other in a low window; with more, those below the line share their rows. */
const ROOMY = 15
/** px between the rail and a name beside it. */
const GAP = 4

/** The left rail: only what this person may open, all of it without scrolling. */
export function Navigation() {
  const { may } = useSession()
  const { t } = useTranslation()
  const allowed = features.filter((feature) => allows(feature, may))
  return (
    <nav className={styles.rail} aria-label={t('product')} data-crowded={allowed.length > ROOMY || undefined}>
      <div className={styles.brand}>
        <Mark size={30} />
      </div>
      <div className={styles.items}>
        {SECTIONS.map((section) => (
          <div key={section} className={section === 'work' ? styles.work : styles.group}>
            {allowed
              .filter((feature) => feature.section === section)
              .map((feature) => (
                <Item key={feature.path} feature={feature} />
              ))}
          </div>
        ))}
      </div>
      <Bell />
      <AccountMenu />
    </nav>
  )
}

function Item({ feature }: { feature: Feature }) {
  const featureTitle = useFeatureTitle()
  const [beside, setBeside] = useState(0)
  // Pages that share a row stand right of each other: the name appears beside the rail, never on a neighbour.
  const measure = ({ currentTarget: link }: PointerEvent<HTMLAnchorElement>) =>
    setBeside((link.closest('nav') ?? link).getBoundingClientRect().right - link.getBoundingClientRect().right)
  const keys = feature.key ? shownKeys(`g ${feature.key}`).join(' ') : ''
  return (
    <Tooltip
      title={feature.section === 'work' ? keys : [featureTitle(feature), keys].filter(Boolean).join(' · ')}
      placement="right"
      mouseEnterDelay={0.3}
      align={{ offset: [beside + GAP, 0] }}
      styles={{ root: { pointerEvents: 'none' } }}
    >
      <NavLink
        to={`/${feature.path}`}
        onPointerEnter={measure}
        className={({ isActive }) => (isActive ? `${styles.item} ${styles.here}` : (styles.item ?? ''))}
      >
        <span className={styles.icon}>
          {feature.icon}
          {feature.path === 'alerts' && <AlertCount />}
          {feature.path === 'roster' && <RosterCount />}
        </span>
        <span className={styles.name}>{featureTitle(feature)}</span>
      </NavLink>
    </Tooltip>
  )
}
