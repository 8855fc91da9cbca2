/** The few words outside the frame. */
export const WORDS = {
  zh: {
    open: '打开客服聊天',
    close: '关闭客服聊天',
    unread: (n: number) => `打开客服聊天，${n} 条未读消息`,
    title: '客服聊天',
    failed: '聊天窗口没有加载出来，请检查网络。',
    retry: '重新加载',
  },
  en: {
    open: 'Open support chat',
    close: 'Close support chat',
    unread: (n: number) => `Open support chat, ${n} unread ${n === 1 ? 'message' : 'messages'}`,
    title: 'Support chat',
    failed: 'The chat did not load. Please check your connection.',
    retry: 'Load again',
  },
} as const
