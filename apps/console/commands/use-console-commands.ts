import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { allows, features } from '../features/registry.tsx'
import { useFeatureTitle } from '../features/use-feature-title.ts'
import { useSession } from '../session.tsx'
import { openKeysHelp, openPalette } from './dialogs.ts'
import { type Command, useCommands } from './registry.ts'
import { useKeys } from './use-keys.ts'

/** The commands that exist on every page: the palette, the help, and the way to each page. */
export function useConsoleCommands(): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { may } = useSession()
  const featureTitle = useFeatureTitle()
  const pages = features
    .filter((feature) => allows(feature, may))
    .map<Command>((feature) => ({
      id: `go:${feature.path}`,
      title: t('commands.goTo', { page: featureTitle(feature) }),
      group: t('commands.pages'),
      run: () => navigate(`/${feature.path}`),
      ...(feature.key ? { keys: `g ${feature.key}` } : {}),
    }))
  useCommands([
    {
      id: 'palette',
      title: t('keys.open'),
      group: t('keys.everywhere'),
      keys: 'mod+k',
      run: openPalette,
      keyOnly: true,
    },
    { id: 'keys', title: t('keys.help'), group: t('keys.everywhere'), keys: '?', run: openKeysHelp },
    ...pages,
  ])
  useKeys()
}
