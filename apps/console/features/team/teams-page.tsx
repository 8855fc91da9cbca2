import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Team } from '../../../../src/desk/teams/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { Page } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { asPages } from '../routing/use-routing.ts'
import { TeamEditor } from './team-editor.tsx'
import { TeamHead } from './team-head.tsx'
import { useColleagues } from './use-colleagues.ts'
import { useTeams } from './use-teams.ts'

/** The teams: who leads each and who belongs to it. */
export function TeamsPage() {
  const { t } = useTranslation('team')
  const { may } = useSession()
  const { query } = useTeams()
  const { name } = useColleagues()
  const [open, setOpen] = useState<Team | 'new' | null>(null)
  const tends = may('routing.manage')
  const people = (ids: string[]) => ids.map((id) => name(id) ?? id).join(' · ') || '—'
  return (
    <Page>
      <TeamHead hint={t('teams.hint')}>
        {tends && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
            {t('teams.new')}
          </Button>
        )}
      </TeamHead>
      <ListBody
        pages={asPages(query)}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('teams.empty')} hint={t('teams.emptyHint')} />}
      >
        <RecordTable
          label={t('tab.teams')}
          rows={query.data?.items ?? []}
          columns={[
            { key: 'name', title: t('teams.name'), cell: (one) => <b>{one.name}</b> },
            { key: 'lead', title: t('teams.lead'), width: 160, cell: (one) => (one.leadId ? name(one.leadId) : '—') },
            { key: 'members', title: t('teams.members'), cell: (one) => people(one.memberIds) },
            { key: 'count', title: t('teams.count'), width: 90, align: 'right', cell: (one) => one.memberIds.length },
          ]}
          {...(tends ? { onOpen: setOpen } : {})}
        />
      </ListBody>
      {open && (
        <TeamEditor
          key={open === 'new' ? 'new' : open.id}
          team={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
