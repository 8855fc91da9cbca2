import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { languageName } from '../kit/format.ts'
import { openKeysHelp } from './commands/dialogs.ts'
import { initials } from './components/initials.ts'
import styles from './navigation.module.css'
import { changePreferences, type Density, type Locale, type Mode, usePreferences } from './preferences.ts'
import { useSession } from './session.tsx'

/** Who is signed in, how the console looks to them, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation()
  const { user, signOut } = useSession()
  const { locale, mode, density } = usePreferences()
  const navigate = useNavigate()
  const name = locale === 'en' ? user.nameEn || user.name : user.name

  const items: MenuProps['items'] = [
    { key: 'who', disabled: true, label: <Who name={name} role={t(`role.${user.role}`)} /> },
    { type: 'divider' },
    { key: 'account', label: t('menu.account'), onClick: () => navigate('/account') },
    { key: 'keys', label: t('menu.keys'), extra: '?', onClick: openKeysHelp },
    { type: 'divider' },
    {
      key: 'languages',
      type: 'group',
      label: t('menu.language'),
      children: choices<Locale>(locale, { zh: languageName('zh'), en: languageName('en') }, (value) =>
        changePreferences({ locale: value }),
      ),
    },
    {
      key: 'modes',
      type: 'group',
      label: t('menu.appearance'),
      children: choices<Mode>(mode, { auto: t('menu.auto'), light: t('menu.light'), dark: t('menu.dark') }, (value) =>
        changePreferences({ mode: value }),
      ),
    },
    {
      key: 'densities',
      type: 'group',
      label: t('menu.density'),
      children: choices<Density>(density, { comfortable: t('menu.comfortable'), compact: t('menu.compact') }, (value) =>
        changePreferences({ density: value }),
      ),
    },
    { type: 'divider' },
    { key: 'out', label: t('menu.signOut'), onClick: () => void signOut() },
  ]
  return (
    <Dropdown menu={{ items, className: styles.menu ?? '' }} trigger={['click']} placement="topLeft">
      <button
        type="button"
        className={styles.me}
        data-initials={initials(name)}
        aria-label={`${t('menu.account')}: ${name}`}
        title={name}
      />
    </Dropdown>
  )
}

function Who({ name, role }: { name: string; role: string }) {
  return (
    <span className={styles.who}>
      <strong>{name}</strong>
      <span>{role}</span>
    </span>
  )
}

function choices<T extends string>(current: T, labels: Record<T, string>, pick: (value: T) => void) {
  return (Object.keys(labels) as T[]).map((value) => ({
    key: value,
    label: labels[value],
    extra: value === current ? '✓' : '',
    onClick: () => pick(value),
  }))
}
