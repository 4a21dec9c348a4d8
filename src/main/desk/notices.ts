import type { Notice } from '../../shared/app-state'

/** What happened without the agent asking and must be told, until they dismiss it. */
export class Notices {
  #list: Notice[] = []

  get list(): Notice[] {
    return [...this.#list]
  }

  add(title: string, message: string): void {
    this.#list.push({ id: `notice-${this.#list.length + 1}-${Date.now()}`, title, message })
  }

  dismiss(id: string): void {
    this.#list = this.#list.filter((notice) => notice.id !== id)
  }
}
