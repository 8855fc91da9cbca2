import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AuditRecord } from '../../../../src/governance/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './audit.module.css'
import { AuditFilters } from './audit-filters.tsx'
import { auditQuery } from './audit-query.ts'
import { targetPage } from './target-page.ts'
import { useActionText } from './use-action-text.ts'

/** Who did what, newest first, by day. */
export default function AuditPage() {
  const { t } = useTranslation('audit')
  const filters = useFilters(['actor', 'noun', 'target', 'from', 'to'])
  const pages = usePages<AuditRecord>('audit', '/api/audit', auditQuery(filters.values))
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')} />
      <AuditFilters filters={filters} />
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        <ol className={styles.records}>
          {pages.items.map((record, at) => (
            <Record key={record.id} record={record} newDay={dayOf(record) !== dayOf(pages.items[at - 1])} />
          ))}
        </ol>
      </ListBody>
    </Page>
  )
}

const dayOf = (record: AuditRecord | undefined) => record && new Date(record.at).toDateString()

function Record({ record, newDay }: { record: AuditRecord; newDay: boolean }) {
  const { t } = useTranslation('audit')
  const { locale } = usePreferences()
  const actorName = useActorName()
  const actionText = useActionText()
  const at = new Date(record.at)
  const details = Object.entries(record.detail)
  return (
    <>
      {newDay && (
        <li className={styles.day}>
          {at.toLocaleDateString(locale === 'zh' ? 'zh-CN' : 'en-GB', {
            year: 'numeric',
            month: 'long',
            day: 'numeric',
            weekday: 'long',
          })}
        </li>
      )}
      <li>
        <details className={styles.record}>
          <summary>
            <time dateTime={record.at} title={formatDateTime(record.at, locale)} className={styles.time}>
              {at.toLocaleTimeString('sv-SE')}
            </time>
            <strong className={styles.actor}>{actorName(record.actor)}</strong>
            <span className={styles.action}>
              {actionText(record.action)} {record.target !== record.actor && <Target record={record} />}
            </span>
            <span className={styles.ip}>{record.ip}</span>
          </summary>
          <dl className={styles.detail}>
            <Fact name={t('action')} value={record.action} />
            <Fact name={t('actor')} value={record.actor} />
            {record.target && <Fact name={t('target')} value={record.target} to={targetPage(record)} />}
            <Fact name={t('number')} value={record.id} />
            {details.map(([name, value]) => (
              <Fact key={name} name={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />
            ))}
          </dl>
        </details>
      </li>
    </>
  )
}

/** What it was done to, as a word. The way there is in the details: a line that opens cannot hold a link. */
function Target({ record }: { record: AuditRecord }) {
  const actorName = useActorName()
  return <span className={styles.target}>{record.target && actorName(record.target)}</span>
}

function Fact({ name, value, to = null }: { name: string; value: string; to?: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{to ? <Link to={to}>{value}</Link> : value}</dd>
    </div>
  )
}
