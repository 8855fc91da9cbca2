/** Whether a question is too short to tell a story: who tells one may be upset by right. */
export const isShortQuestion = (text: string): boolean =>
  /\p{Script=Han}/u.test(text) ? text.length <= 12 : text.split(' ').length <= 6
