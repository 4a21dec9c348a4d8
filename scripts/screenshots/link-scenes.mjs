// Links from other programs: a question that waits in a call, and one that is not followed.
import { button, openCard } from './hands.mjs'
import { say } from './update-scenes.mjs'

const question = (page) => page.getByRole('region', { name: 'Link from another program' })

export const linkScenes = [
  {
    name: 'link-in-call',
    play: async (stage) => {
      const { page } = stage
      await openCard(page, 'ana.lopez@example.com')
      await say(stage, 'app.link', { tenantId: 'practice', identifier: 'maria.silva+orders@example.com' })
      // it cannot be agreed to at once
      await button(question(page), 'End call and search').and(page.locator(':enabled')).waitFor()
    }
  },
  {
    name: 'link-problem',
    play: async (stage) => {
      await say(stage, 'app.link', { problem: 'unknown-tenant' })
      await button(stage.page, 'Dismiss').waitFor()
    }
  }
]
