import { useTranslation } from 'react-i18next'
import { Empty } from '../../components/empty.tsx'
import { initials } from '../../components/initials.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import type { useColleagues } from '../conversations/use-colleagues.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import styles from './home.module.css'

const ORDER = ['online', 'away', 'offline']

/** Who is at work and how full their hands are. */
export function Colleagues({ team }: { team: ReturnType<typeof useColleagues> }) {
  const { t } = useTranslation(['home', 'desk'])
  const skillName = useSkillName()
  const { query } = team
  const sorted = team.colleagues.toSorted((a, b) => ORDER.indexOf(a.presence.status) - ORDER.indexOf(b.presence.status))
  return (
    <section className={styles.card} id="team">
      <h2>{t('home:team.title')}</h2>
      {query.isPending && <Loading rows={4} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && sorted.length === 0 && <Empty title={t('home:team.empty')} hint={t('home:team.emptyHint')} />}
      {sorted.map((member) => (
        <div key={member.id} className={styles.colleague}>
          <span className={`${styles.face} ${styles[member.presence.status] ?? ''}`}>
            {initials(member.shown)}
            <i />
          </span>
          <div className={styles.who}>
            <strong>{member.shown}</strong>
            <span>
              {member.skills.length > 0
                ? member.skills.map(skillName).join(' · ')
                : t(`desk:presence.${member.presence.status}`)}
            </span>
          </div>
          <span className={styles.load} title={t('home:team.servingHint', member)}>
            <i style={{ width: `${Math.min(100, (member.serving / member.capacity) * 100)}%` }} />
          </span>
          <span className={styles.figures}>{t('home:team.serving', member)}</span>
        </div>
      ))}
    </section>
  )
}
