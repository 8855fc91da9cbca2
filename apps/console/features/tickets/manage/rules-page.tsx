import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RuleView } from '../../../../../src/tickets/rules/contract.ts'
import { get } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { type Column, RecordTable } from '../../../components/list/record-table.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { usePreferences } from '../../../preferences.ts'
import { TicketsHead } from '../tickets-head.tsx'
import styles from './manage.module.css'
import { RuleEditor } from './rule-editor.tsx'
import { useRuleWords } from './use-rule-words.ts'
import { rulesKey, useRules } from './use-rules.ts'

/** What happens to tickets by itself. */
export function RulesPage() {
  const { t } = useTranslation('tickets')
  const query = useQuery({
    queryKey: rulesKey,
    queryFn: ({ signal }) => get<{ items: RuleView[] }>('/api/ticket-rules', {}, signal),
  })
  const opened = useFilters(['edit'])
  const columns = useRuleColumns()
  const rules = query.data?.items ?? []
  const edited = opened.values.edit
  const found = rules.find(({ id }) => id === edited) ?? null
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => opened.set({ edit: 'new' })}>
      {t('rules.new')}
    </Button>
  )
  return (
    <Page>
      <TicketsHead>{create}</TicketsHead>
      <p className={styles.hint}>{t('rules.hint')}</p>
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && rules.length === 0 && (
        <Empty title={t('rules.empty')} hint={t('rules.emptyHint')}>
          {create}
        </Empty>
      )}
      {rules.length > 0 && (
        <div className={styles.card}>
          <RecordTable
            label={t('tab.rules')}
            columns={columns}
            rows={rules}
            onOpen={(rule) => opened.set({ edit: rule.id })}
            faded={(rule) => !rule.active}
            marked={(rule) => rule.id === edited}
          />
        </div>
      )}
      {(edited === 'new' || found) && <RuleEditor key={edited} rule={found} onClose={opened.clear} />}
    </Page>
  )
}

function useRuleColumns(): Column<RuleView>[] {
  const { t } = useTranslation('tickets')
  const { locale } = usePreferences()
  const words = useRuleWords()
  const rules = useRules()
  return [
    {
      key: 'name',
      title: t('rules.name'),
      cell: (rule) => <b>{locale === 'en' && rule.nameEn ? rule.nameEn : rule.name}</b>,
    },
    {
      key: 'on',
      title: t('rules.on'),
      cell: (rule) => (
        <span className={styles.rule}>
          <span>{words.event(rule.on)}</span>
          <span className={styles.soft}>{rule.conditions.map(words.condition).join(' · ')}</span>
        </span>
      ),
    },
    {
      key: 'then',
      title: t('rules.then'),
      cell: (rule) => <span className={styles.soft}>{rule.actions.map(words.action).join(' → ')}</span>,
    },
    {
      key: 'runs',
      title: t('rules.runs'),
      width: 110,
      cell: (rule) => <span className={styles.soft}>{t('rules.times', { count: rule.runs })}</span>,
    },
    {
      key: 'active',
      title: t('rules.active'),
      width: 70,
      cell: (rule) => (
        <Switch
          size="small"
          aria-label={t('rules.active')}
          checked={rule.active}
          onChange={(active) => rules.save.mutate({ known: rule, input: { ...rule, active } })}
        />
      ),
    },
  ]
}
