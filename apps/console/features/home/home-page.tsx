import { useTranslation } from 'react-i18next'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useNow } from '../../components/use-now.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { NextShifts } from '../roster/next-shifts.tsx'
import { Colleagues } from './colleagues.tsx'
import styles from './home.module.css'
import { NextSteps } from './next-steps.tsx'
import { Numbers } from './numbers.tsx'
import { OwnNumbers } from './own-numbers.tsx'
import { useHome } from './use-home.ts'

/** The state of the house at a glance, and what this person should do next. */
export default function HomePage() {
  const { t } = useTranslation('home')
  const { user } = useSession()
  const { locale } = usePreferences()
  const home = useHome()
  const hour = new Date(useNow(60)).getHours()
  const time = hour < 11 ? 'morning' : hour < 13 ? 'noon' : hour < 18 ? 'afternoon' : 'evening'
  const name = (locale === 'en' && user.nameEn) || user.name
  if (home.serves && home.query.isPending) return <Loading page />
  return (
    <Page>
      <PageHeader title={t(`greeting.${time}`, { name })} />
      {home.query.isError && <Problem error={home.query.error} onRetry={() => home.query.refetch()} />}
      <Numbers home={home} />
      <OwnNumbers />
      <NextShifts />
      <div className={styles.columns}>
        <NextSteps home={home} />
        <Colleagues team={home.team} />
      </div>
    </Page>
  )
}
