import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Macro } from '../../../../src/desk/macros/contract.ts'
import { type Page as Answer, get } from '../../api.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useMacroText } from '../desk/macros/use-macro-text.ts'
import { MacroEditor } from './macro-editor.tsx'
import styles from './replies.module.css'
import { ReplyTabs } from './reply-tabs.tsx'

/** Macros: several steps under one name, called up in the composer with `/` or from the palette. */
export function MacrosPage() {
  const { t } = useTranslation(['replies', 'lists'])
  const opened = useFilters(['edit'])
  const macroText = useMacroText()
  const query = useQuery({
    queryKey: ['macros'],
    queryFn: ({ signal }) => get<Answer<Macro>>('/api/macros', {}, signal),
  })
  const create = () => opened.set({ edit: 'new' })
  useCommands([{ id: 'macro:new', title: t('replies:macro.new'), group: t('replies:title'), keys: 'n', run: create }])
  const button = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
      {t('replies:macro.new')} <Kbd keys="n" />
    </Button>
  )
  const rows = query.data?.items ?? []
  const edited = opened.values.edit
  const found = rows.find((macro) => macro.id === edited) ?? null
  return (
    <Page>
      <PageHeader title={t('replies:title')} hint={t('replies:macro.hint')}>
        {button}
      </PageHeader>
      <ReplyTabs />
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && rows.length === 0 && (
        <Empty title={t('replies:macro.empty')} hint={t('replies:macro.emptyHint')}>
          {button}
        </Empty>
      )}
      {rows.length > 0 && (
        <RecordTable
          label={t('replies:macro.title')}
          rows={rows}
          onOpen={(macro) => opened.set({ edit: macro.id })}
          marked={(macro) => macro.id === edited}
          columns={[
            { key: 'name', title: t('replies:macro.name'), width: 200, cell: (macro) => macro.name },
            {
              key: 'steps',
              title: t('replies:macro.steps'),
              cell: (macro) => <span className={styles.preview}>{macroText(macro.steps)}</span>,
            },
            {
              key: 'owner',
              title: t('replies:field.owner'),
              width: 92,
              cell: (macro) => (
                <StatusMark tone={macro.ownerId === null ? 'action' : 'quiet'}>
                  {t(macro.ownerId === null ? 'replies:owner.team' : 'replies:owner.own')}
                </StatusMark>
              ),
            },
          ]}
        />
      )}
      {(edited === 'new' || found) && <MacroEditor key={edited} macro={found} onClose={opened.clear} />}
    </Page>
  )
}
