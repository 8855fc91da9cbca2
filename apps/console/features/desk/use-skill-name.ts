import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** The word for a skill; skills that a company added itself are shown as it wrote them. */
export function useSkillName(): (skill: string) => string {
  const { t } = useTranslation('desk')
  return useCallback((skill) => t(`skill.${skill}` as 'skill.refund', { defaultValue: skill }), [t])
}
