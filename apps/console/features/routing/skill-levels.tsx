import { CloseOutlined } from '@ant-design/icons'
import { Button, Rate, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../components/list/field.tsx'
import styles from './routing.module.css'
import { useAgents } from './use-routing.ts'

type Props = { label: string; levels: Record<string, number>; onChange: (levels: Record<string, number>) => void }

/** Skills with their levels, one to five; new ones may be typed. */
export function SkillLevels({ label, levels, onChange }: Props) {
  const { t } = useTranslation('routing')
  const agents = useAgents()
  const known = new Set((agents.data?.items ?? []).flatMap((agent) => [...agent.skills, ...Object.keys(agent.levels)]))
  const without = (skill: string) => Object.fromEntries(Object.entries(levels).filter(([name]) => name !== skill))
  return (
    <Field label={label}>
      {Object.entries(levels).map(([skill, level]) => (
        <div key={skill} className={styles.level}>
          <span>{skill}</span>
          <Rate value={level} allowClear={false} onChange={(next) => onChange({ ...levels, [skill]: next })} />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('skill.remove', { skill })}
            onClick={() => onChange(without(skill))}
          />
        </div>
      ))}
      <Select
        aria-label={t('skill.add')}
        mode="tags"
        value={[]}
        placeholder={t('skill.add')}
        options={[...known].filter((skill) => !(skill in levels)).map((value) => ({ value, label: value }))}
        onChange={(added: string[]) =>
          onChange({ ...levels, ...Object.fromEntries(added.map((skill) => [skill.trim(), 3])) })
        }
      />
    </Field>
  )
}
