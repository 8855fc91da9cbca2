import { CopyOutlined, DownloadOutlined, LeftOutlined, RightOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RosterWeek } from '../../../../src/desk/roster/contract.ts'
import { formatMonthDay } from '../../../kit/format.ts'
import { post } from '../../api.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { saveFile } from '../../components/list/save-file.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useTeams } from '../team/use-teams.ts'
import { Conflicts } from './conflicts.tsx'
import { addDays, mondayOf, noonOf } from './plan.ts'
import styles from './roster.module.css'
import { RosterHead } from './roster-head.tsx'
import { useRosterChange, useShifts, useWeek } from './use-roster.ts'
import { useWeekEditor } from './use-week-editor.ts'
import { WeekGrid } from './week-grid.tsx'

/** The browser's own day; the answer tells the house's. */
const localToday = () => new Date().toLocaleDateString('sv-SE')

/** A week of everybody's shifts: planned by clicks, looked over, published. */
export function WeekPage() {
  const { t } = useTranslation('roster')
  const filters = useFilters(['week', 'team'])
  const monday = mondayOf(filters.values.week || localToday())
  const query = useWeek(monday)
  const week = query.data
  return (
    <Page>
      <RosterHead hint={t('week.hint')}>{week && <Publish week={week} />}</RosterHead>
      <div className={styles.bar}>
        <WeekChoice monday={monday} onChange={(next) => filters.set({ week: next })} />
        <TeamFilter team={filters.values.team} onChange={(team) => filters.set({ team })} />
      </div>
      {query.isPending && <Loading rows={8} />}
      {query.isError && !week && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {week && <Plan key={monday} week={week} team={filters.values.team} />}
    </Page>
  )
}

function WeekChoice({ monday, onChange }: { monday: string; onChange: (monday: string | undefined) => void }) {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const day = (date: string) => formatMonthDay(noonOf(date), locale)
  const isThis = monday === mondayOf(localToday())
  return (
    <div className={styles.weeks}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t('week.before')}
        onClick={() => onChange(addDays(monday, -7))}
      />
      <b aria-live="polite">
        {day(monday)} – {day(addDays(monday, 6))}
      </b>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t('week.after')}
        onClick={() => onChange(addDays(monday, 7))}
      />
      <Button disabled={isThis} onClick={() => onChange(undefined)}>
        {t('week.this')}
      </Button>
    </div>
  )
}

function TeamFilter({ team, onChange }: { team: string; onChange: (team: string) => void }) {
  const { t } = useTranslation('roster')
  const { options } = useTeams()
  if (!options.length) return null
  return <ChoiceFilter name={t('week.team')} value={team} options={options} onChange={onChange} search />
}

function Publish({ week }: { week: RosterWeek }) {
  const { t } = useTranslation('roster')
  const { failed } = useTold()
  const ask = useConfirm()
  const publish = useRosterChange(
    () => post<RosterWeek>(`/api/roster/weeks/${week.monday}/publish`),
    t('week.publishedNow'),
  )
  const question = {
    title: t('week.publishTitle'),
    text: week.conflicts.length
      ? t('week.publishConflicts', { count: week.conflicts.length })
      : t('week.publishText', { count: week.unpublished }),
    act: t('week.publish'),
    danger: false,
  }
  const nothing = week.unpublished === 0 && (week.publishedAt !== null || week.days.length === 0)
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        onClick={() => void saveFile(`/api/roster/weeks/${week.monday}/csv`, `roster-${week.monday}.csv`).catch(failed)}
      >
        {t('week.export')}
      </Button>
      <Button type="primary" disabled={nothing} onClick={() => ask(question, () => publish.mutateAsync(undefined))}>
        {nothing && week.publishedAt ? t('week.isPublished') : t('week.publishCount', { count: week.unpublished })}
      </Button>
    </>
  )
}

function Plan({ week, team }: { week: RosterWeek; team: string }) {
  const { t } = useTranslation('roster')
  const { done, failed } = useTold()
  const shifts = useShifts()
  const editor = useWeekEditor(week)
  useCommands([{ id: 'roster:undo', title: t('week.undo'), group: t('title'), keys: 'mod+z', run: editor.undo }])
  const copy = () =>
    void editor
      .copyLastWeek()
      .then((count) => done(t(count ? 'week.copied' : 'week.nothingToCopy', { count })))
      .catch(failed)
  const templates = shifts.data?.items ?? []
  const people = team ? week.people.filter(({ teams }) => teams.includes(team)) : week.people
  if (shifts.data && !templates.length && !week.days.length)
    return (
      <Empty title={t('week.noShifts')} hint={t('week.noShiftsHint')}>
        <Link to="/roster/shifts">
          <Button type="primary">{t('week.makeShifts')}</Button>
        </Link>
      </Empty>
    )
  return (
    <>
      <Conflicts week={week} />
      <WeekGrid week={week} people={people} templates={templates} editor={editor}>
        <Button icon={<CopyOutlined aria-hidden />} onClick={copy}>
          {t('week.copy')}
        </Button>
        <Button icon={<UndoOutlined aria-hidden />} disabled={!editor.canUndo} onClick={editor.undo}>
          {t('week.undo')}
        </Button>
      </WeekGrid>
    </>
  )
}
