import { PlusOutlined, UserOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { TeamMember } from '../../../../src/team/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { Page } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { MemberEditor } from './member-editor.tsx'
import { SignInLink } from './sign-in-link.tsx'
import { TeamHead } from './team-head.tsx'
import { useMemberColumns } from './use-member-columns.tsx'
import { useTeams } from './use-teams.ts'

/** Who works here, and what each may do. */
export function PeoplePage() {
  const { t } = useTranslation('team')
  const { may } = useSession()
  const filters = useFilters(['q', 'team'])
  const opened = useFilters(['edit'])
  const [link, setLink] = useState<{ token: string; name: string } | null>(null)
  const pages = usePages<TeamMember>('team', '/api/users', filters.values)
  const columns = useMemberColumns()
  const { options } = useTeams()
  useRenewal('user.', 'team')
  useRenewal('presence.', 'team')
  const create = () => opened.set({ edit: 'new' })
  useCommands(
    may('team.write') ? [{ id: 'member:new', title: t('new'), group: t('title'), keys: 'n', run: create }] : [],
  )
  const edited = opened.values.edit
  const found = pages.items.find((member) => member.id === edited) ?? null
  return (
    <Page>
      <TeamHead hint={t('hint')}>
        <Link to="/account">
          <Button icon={<UserOutlined aria-hidden />}>{t('account')}</Button>
        </Link>
        {may('team.write') && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
            {t('new')} <Kbd keys="n" />
          </Button>
        )}
      </TeamHead>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={filters.values.q} onChange={(q) => filters.set({ q })} placeholder={t('searchFor')} />
        {options.length > 0 && (
          <ChoiceFilter
            name={t('tab.teams')}
            value={filters.values.team}
            options={options}
            onChange={(team) => filters.set({ team })}
            search
          />
        )}
      </FilterBar>
      <ListBody pages={pages} filtered={filters.active} onClear={filters.clear} empty={<Empty title={t('empty')} />}>
        <RecordTable
          label={t('title')}
          rows={pages.items}
          columns={columns}
          faded={(member) => member.disabled}
          marked={(member) => member.id === edited}
          {...(may('team.write') ? { onOpen: (member: TeamMember) => opened.set({ edit: member.id }) } : {})}
        />
      </ListBody>
      {may('team.write') && (edited === 'new' || found) && (
        <MemberEditor key={edited} member={found} onClose={opened.clear} onLink={setLink} />
      )}
      {link && <SignInLink token={link.token} name={link.name} onClose={() => setLink(null)} />}
    </Page>
  )
}
