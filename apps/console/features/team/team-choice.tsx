import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import styles from './team.module.css'
import { useTeams } from './use-teams.ts'

type Props = { id: string; value: string[]; onChange: (ids: string[]) => void; placeholder?: string }

/** Chooses teams; where there is none yet, says where they are made. */
export function TeamChoice({ id, value, onChange, placeholder }: Props) {
  const { t } = useTranslation('team')
  const { options } = useTeams()
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      options={options}
      onChange={onChange}
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={
        <span className={styles.faint}>
          {t('teams.empty')} · <Link to="/team/teams">{t('teams.new')}</Link>
        </span>
      }
    />
  )
}
