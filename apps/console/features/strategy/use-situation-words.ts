import { useTranslation } from 'react-i18next'
import type { StrategyLine } from '../../../../src/emotion/strategy/contract.ts'
import { useSceneNames } from './use-scene-names.ts'

/** For whom a line is, in words; "anyone" when it sets no condition. */
export function useSituationWords(): (when: StrategyLine['when']) => string[] {
  const { t } = useTranslation(['strategy', 'emotion'])
  const { nameOf } = useSceneNames()
  return ({ emotions, levels, tiers, scenes, risks, personas }) => {
    const words = [
      ...emotions.map((one) => t(`emotion:label.${one}`)),
      ...levels.map((one) => (one === 'none' ? t('strategy:calm') : t(`emotion:level.${one}`))),
      ...tiers.map((one) => t(`strategy:tier.${one}`)),
      ...personas.map((one) => t(`strategy:persona.${one}`)),
      ...risks.map((one) => t(`strategy:risk.${one}`)),
      // Two scenes may share a name: what is said and the task it starts.
      ...new Set(scenes.map(nameOf)),
    ]
    return words.length ? words : [t('strategy:anyone')]
  }
}
