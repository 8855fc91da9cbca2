import enAccount from './en/account.json' with { type: 'json' }
import enAlerts from './en/alerts.json' with { type: 'json' }
import enApiKeys from './en/api-keys.json' with { type: 'json' }
import enAudit from './en/audit.json' with { type: 'json' }
import enCalls from './en/calls.json' with { type: 'json' }
import enCampaigns from './en/campaigns.json' with { type: 'json' }
import enConversations from './en/conversations.json' with { type: 'json' }
import enCustomers from './en/customers.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enEmotion from './en/emotion.json' with { type: 'json' }
import enFlows from './en/flows.json' with { type: 'json' }
import enHistory from './en/history.json' with { type: 'json' }
import enHome from './en/home.json' with { type: 'json' }
import enKnowledge from './en/knowledge.json' with { type: 'json' }
import enKnowledgeAnswering from './en/knowledge-answering.json' with { type: 'json' }
import enKnowledgeDepartments from './en/knowledge-departments.json' with { type: 'json' }
import enKnowledgeGaps from './en/knowledge-gaps.json' with { type: 'json' }
import enKnowledgeGraph from './en/knowledge-graph.json' with { type: 'json' }
import enKnowledgeImport from './en/knowledge-import.json' with { type: 'json' }
import enLearning from './en/learning.json' with { type: 'json' }
import enLists from './en/lists.json' with { type: 'json' }
import enModels from './en/models.json' with { type: 'json' }
import enPacks from './en/packs.json' with { type: 'json' }
import enPhone from './en/phone.json' with { type: 'json' }
import enPractice from './en/practice.json' with { type: 'json' }
import enQuality from './en/quality.json' with { type: 'json' }
import enRecordings from './en/recordings.json' with { type: 'json' }
import enReplies from './en/replies.json' with { type: 'json' }
import enRoster from './en/roster.json' with { type: 'json' }
import enRouting from './en/routing.json' with { type: 'json' }
import enSettings from './en/settings.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enSpeech from './en/speech.json' with { type: 'json' }
import enStrategy from './en/strategy.json' with { type: 'json' }
import enTeam from './en/team.json' with { type: 'json' }
import enTelephone from './en/telephone.json' with { type: 'json' }
import enTerms from './en/terms.json' with { type: 'json' }
import enTickets from './en/tickets.json' with { type: 'json' }
import enVerification from './en/verification.json' with { type: 'json' }
import enVoiceMenu from './en/voice-menu.json' with { type: 'json' }
import enWall from './en/wall.json' with { type: 'json' }
import zhAccount from './zh/account.json' with { type: 'json' }
import zhAlerts from './zh/alerts.json' with { type: 'json' }
import zhApiKeys from './zh/api-keys.json' with { type: 'json' }
import zhAudit from './zh/audit.json' with { type: 'json' }
import zhCalls from './zh/calls.json' with { type: 'json' }
import zhCampaigns from './zh/campaigns.json' with { type: 'json' }
import zhConversations from './zh/conversations.json' with { type: 'json' }
import zhCustomers from './zh/customers.json' with { type: 'json' }
import zhDesk from './zh/desk.json' with { type: 'json' }
import zhEmotion from './zh/emotion.json' with { type: 'json' }
import zhFlows from './zh/flows.json' with { type: 'json' }
import zhHistory from './zh/history.json' with { type: 'json' }
import zhHome from './zh/home.json' with { type: 'json' }
import zhKnowledge from './zh/knowledge.json' with { type: 'json' }
import zhKnowledgeAnswering from './zh/knowledge-answering.json' with { type: 'json' }
import zhKnowledgeDepartments from './zh/knowledge-departments.json' with { type: 'json' }
import zhKnowledgeGaps from './zh/knowledge-gaps.json' with { type: 'json' }
import zhKnowledgeGraph from './zh/knowledge-graph.json' with { type: 'json' }
import zhKnowledgeImport from './zh/knowledge-import.json' with { type: 'json' }
import zhLearning from './zh/learning.json' with { type: 'json' }
import zhLists from './zh/lists.json' with { type: 'json' }
import zhModels from './zh/models.json' with { type: 'json' }
import zhPacks from './zh/packs.json' with { type: 'json' }
import zhPhone from './zh/phone.json' with { type: 'json' }
import zhPractice from './zh/practice.json' with { type: 'json' }
import zhQuality from './zh/quality.json' with { type: 'json' }
import zhRecordings from './zh/recordings.json' with { type: 'json' }
import zhReplies from './zh/replies.json' with { type: 'json' }
import zhRoster from './zh/roster.json' with { type: 'json' }
import zhRouting from './zh/routing.json' with { type: 'json' }
import zhSettings from './zh/settings.json' with { type: 'json' }
import zhShell from './zh/shell.json' with { type: 'json' }
import zhSpeech from './zh/speech.json' with { type: 'json' }
import zhStrategy from './zh/strategy.json' with { type: 'json' }
import zhTeam from './zh/team.json' with { type: 'json' }
import zhTelephone from './zh/telephone.json' with { type: 'json' }
import zhTerms from './zh/terms.json' with { type: 'json' }
import zhTickets from './zh/tickets.json' with { type: 'json' }
import zhVerification from './zh/verification.json' with { type: 'json' }
import zhVoiceMenu from './zh/voice-menu.json' with { type: 'json' }
import zhWall from './zh/wall.json' with { type: 'json' }

/** Every catalogue by language and feature; `locales.test.ts` holds the two languages level and free of unused keys. */
export const resources = {
  zh: {
    shell: zhShell,
    account: zhAccount,
    home: zhHome,
    history: zhHistory,
    desk: zhDesk,
    conversations: zhConversations,
    alerts: zhAlerts,
    emotion: zhEmotion,
    speech: zhSpeech,
    strategy: zhStrategy,
    lists: zhLists,
    knowledge: zhKnowledge,
    'knowledge-answering': zhKnowledgeAnswering,
    'knowledge-departments': zhKnowledgeDepartments,
    'knowledge-gaps': zhKnowledgeGaps,
    'knowledge-graph': zhKnowledgeGraph,
    'knowledge-import': zhKnowledgeImport,
    learning: zhLearning,
    models: zhModels,
    flows: zhFlows,
    tickets: zhTickets,
    verification: zhVerification,
    'voice-menu': zhVoiceMenu,
    wall: zhWall,
    customers: zhCustomers,
    team: zhTeam,
    packs: zhPacks,
    telephone: zhTelephone,
    terms: zhTerms,
    phone: zhPhone,
    practice: zhPractice,
    quality: zhQuality,
    calls: zhCalls,
    campaigns: zhCampaigns,
    recordings: zhRecordings,
    replies: zhReplies,
    'api-keys': zhApiKeys,
    audit: zhAudit,
    roster: zhRoster,
    routing: zhRouting,
    settings: zhSettings,
  },
  en: {
    shell: enShell,
    account: enAccount,
    home: enHome,
    history: enHistory,
    desk: enDesk,
    conversations: enConversations,
    alerts: enAlerts,
    emotion: enEmotion,
    speech: enSpeech,
    strategy: enStrategy,
    lists: enLists,
    knowledge: enKnowledge,
    'knowledge-answering': enKnowledgeAnswering,
    'knowledge-departments': enKnowledgeDepartments,
    'knowledge-gaps': enKnowledgeGaps,
    'knowledge-graph': enKnowledgeGraph,
    'knowledge-import': enKnowledgeImport,
    learning: enLearning,
    models: enModels,
    flows: enFlows,
    tickets: enTickets,
    verification: enVerification,
    'voice-menu': enVoiceMenu,
    wall: enWall,
    customers: enCustomers,
    team: enTeam,
    packs: enPacks,
    telephone: enTelephone,
    terms: enTerms,
    phone: enPhone,
    practice: enPractice,
    quality: enQuality,
    calls: enCalls,
    campaigns: enCampaigns,
    recordings: enRecordings,
    replies: enReplies,
    'api-keys': enApiKeys,
    audit: enAudit,
    roster: enRoster,
    routing: enRouting,
    settings: enSettings,
  },
} as const
