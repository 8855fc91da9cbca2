import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MacroSteps } from '../../../../../src/desk/macros/contract.ts'
import { useColleagues } from '../../conversations/use-colleagues.ts'
import { useSkillName } from '../use-skill-name.ts'

/** What a macro does, in one line. */
export function useMacroText(): (steps: MacroSteps) => string {
  const { t, i18n } = useTranslation('desk')
  const { nameOf } = useColleagues()
  const skillName = useSkillName()
  return useCallback(
    ({ reply, note, tags, priority, ending }) => {
      const words = (i18n.language === 'en' && reply.en) || reply.zh || reply.en
      const steps = [
        words && t('macro.reply', { text: words }),
        note && t('macro.note', { text: note }),
        tags.length > 0 && t('macro.tag', { tags: tags.join(' ') }),
        priority !== null && t('macro.priority', { level: t(`filing.${levelOf(priority)}`) }),
        ending.kind === 'snooze' &&
          (ending.hours === null ? t('snooze.untilReply') : t('macro.snooze', { count: ending.hours })),
        ending.kind === 'transfer-person' && t('macro.transfer', { to: nameOf(ending.userId) }),
        ending.kind === 'transfer-skill' && t('macro.transfer', { to: skillName(ending.skill) }),
        ending.kind === 'close' && t('macro.close', { reason: t(`close.reason.${ending.reason}`) }),
      ]
      return steps.filter(Boolean).join(' · ')
    },
    [t, i18n.language, nameOf, skillName],
  )
}

const levelOf = (priority: number) => (priority >= 6 ? 'urgent' : priority > 0 ? 'first' : 'ordinary')
