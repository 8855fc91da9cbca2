import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Department } from '../../../../src/knowledge/workflow/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import { departmentName } from '../knowledge/use-departments.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './departments.module.css'

export function useDepartmentColumns(): Column<Department>[] {
  const { t } = useTranslation('knowledge-departments')
  const { locale } = usePreferences()
  const { name } = useColleagues()
  return [
    {
      key: 'name',
      title: t('field.name'),
      cell: (one) => <span className={styles.name}>{departmentName(one, locale)}</span>,
    },
    {
      key: 'members',
      title: t('field.members'),
      cell: (one) =>
        one.members.length > 0 ? (
          one.members.map((id) => name(id) ?? id).join(t('comma'))
        ) : (
          <span className={styles.faint}>{t('nobody')}</span>
        ),
    },
    {
      key: 'publish',
      title: t('field.publish'),
      width: 200,
      cell: (one) => (
        <StatusMark plain tone={one.authorMayPublish ? 'quiet' : 'action'}>
          {t(one.authorMayPublish ? 'alone' : 'twoPeople')}
        </StatusMark>
      ),
    },
    {
      key: 'articles',
      title: t('field.articles'),
      width: 100,
      align: 'right',
      cell: (one) => (
        <Link to={`/knowledge?department=${encodeURIComponent(one.id)}`}>{formatNumber(one.articles, locale)}</Link>
      ),
    },
  ]
}
