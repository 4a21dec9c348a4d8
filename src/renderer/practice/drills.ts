/** What somebody on the phone says when they are asked to read the code. */
export interface CodeAnswer {
  /**
   * `reads` the newest code that came · `no-access` to phone or mailbox · `wrong-code`: makes one up · `pressures` instead of
   * answering
   */
  how: 'reads' | 'no-access' | 'wrong-code' | 'pressures'
  says: string
}

/** A scripted caller. Nobody in it is real; the accounts are the practice tenant's. */
export interface Drill {
  id: string
  /** does not give away what the right answer is */
  title: string
  userId: string
  /** by whose name they call */
  caller: string
  /** what they say first */
  says: readonly string[]
  /** when asked who they are */
  who: string
  code: CodeAnswer
  rightAnswer: 'help' | 'refuse'
  lesson: string
}

/** Each of them calls about another account: a refusal brakes resets of its user for a day, also in the practice tenant. */
export const drills: readonly Drill[] = [
  {
    id: 'before-the-shift',
    title: 'Locked out before the shift',
    userId: 'mN4r8tA0wKq2LpZx7Vb1c',
    caller: 'Marta Nowak',
    says: [
      'Hello, Marta Nowak speaking. It says my account is locked.',
      'I mistyped my password a few times on the new keyboard. My shift starts in ten minutes.'
    ],
    who: 'Marta Nowak. Send me whatever you need to, I have my phone here.',
    code: { how: 'reads', says: 'Yes, it just came. It says' },
    rightAnswer: 'help',
    lesson:
      'In a hurry, but glad to be checked: a code to the number on file took seconds. Verified first, then unlocked.'
  },
  {
    id: 'signature',
    title: 'A contract that must be signed today',
    userId: 'vC5a2sTe8lLnXz3Mk6Qp4',
    caller: 'the office of Victor Castellane',
    says: [
      'I am calling for Victor Castellane. He is boarding and has to sign a contract within the hour.',
      'Just give me a temporary password, I will pass it on. He will remember who helped him.'
    ],
    who: 'I am his assistant. He cannot come to the phone, he is through security already.',
    code: {
      how: 'pressures',
      says: 'He has his phone switched off! Do you want to explain to him why the contract was lost?'
    },
    rightAnswer: 'refuse',
    lesson:
      'Rank, urgency and a go-between are how helpdesks are talked into it. A password goes to nobody but the account’s owner, and they must prove it themselves.'
  },
  {
    id: 'after-holidays',
    title: 'Back from a long holiday',
    userId: 'oB6e9lLo3sUn1KfYt5Rw2',
    caller: 'Oluwaseun Bello',
    says: [
      'Hi, this is Oluwaseun Bello. I was away for two months and now my password does not work any more.',
      'It says something about it being expired.'
    ],
    who: 'Oluwaseun Bello. I can wait while you check.',
    code: { how: 'reads', says: 'One moment, I am opening it. Here it is:' },
    rightAnswer: 'help',
    lesson: 'An expired password is a plain case: verify, then send a reset or issue a temporary password.'
  },
  {
    id: 'new-address',
    title: 'A new e-mail address since this morning',
    userId: 'jB9r4aNd7tGhRe2Sw5Lx6',
    caller: 'Julia Brandt',
    says: [
      'Good afternoon, Julia Brandt. I have a new e-mail address since this morning, it is in my profile already.',
      'Please send the password reset there, so that I can go on.'
    ],
    who: 'Julia Brandt, as I said. I am the one who put the address in, that proves it.',
    code: {
      how: 'no-access',
      says: 'A code by SMS? That phone is broken. The e-mail address is right in front of you, just use that.'
    },
    rightAnswer: 'refuse',
    lesson:
      'The profile changed three hours ago. Who takes over an account puts in their own address first and then asks for a reset to it: a fresh contact proves nothing.'
  },
  {
    id: 'only-a-phone',
    title: 'Forgot the password',
    userId: 'hK1m7uRa9qWe4TyUi8Op3',
    caller: 'Hana Kimura',
    says: [
      'Hello, my name is Hana Kimura. I forgot my password, I am sorry.',
      'I have no e-mail with you, only my phone number.'
    ],
    who: 'Hana Kimura. I am calling from the phone that you have on file.',
    code: { how: 'reads', says: 'Thank you, a message came. The code is' },
    rightAnswer: 'help',
    lesson:
      'The number a call seems to come from proves nothing, since it can be faked. The code that you sent there and that was read back does.'
  },
  {
    id: 'account-off',
    title: 'An account that was switched off',
    userId: 'sO3k8oRo5vBnMq1Zx9Cv7',
    caller: 'Samuel Okoro',
    says: [
      'Samuel Okoro here. Somebody suspended my account by mistake.',
      'My manager has approved it, she is in a meeting now. Please activate it again and reset the password.'
    ],
    who: 'Samuel Okoro. You can look me up, I have been here for years.',
    code: {
      how: 'no-access',
      says: 'I had to hand in that phone. My manager said you would do it without.'
    },
    rightAnswer: 'refuse',
    lesson:
      'Accounts are suspended for a reason; here the fraud team did it. An approval counts when the manager gives it to you, by a number that you know, and not when the caller reports it.'
  },
  {
    id: 'wrong-password',
    title: 'Too many wrong passwords',
    userId: 'ue3N8fKgygwfkxC7GXhFV',
    caller: 'Ana López',
    says: [
      'Hi, Ana López. My phone tried an old password over and over, and now I am locked out.',
      'Could you let me in again, please?'
    ],
    who: 'Ana López. Shall I read you a code?',
    code: { how: 'reads', says: 'Got it:' },
    rightAnswer: 'help',
    lesson:
      'Locked by a device that kept an old password. Verified, unlocked, and told to change the password on that device.'
  },
  {
    id: 'code-read-out',
    title: 'A code that was read out',
    userId: 'ikmq3yqbKb6TBIyNctwp7',
    caller: 'Emma Johansson',
    says: [
      'Hello, this is Emma. Emma Johansson. I need a new password, please.',
      'Send the code by SMS, I have it in front of me all day.'
    ],
    who: 'Emma Johansson. J, O, H, A, double N, S, S, O, N.',
    code: { how: 'wrong-code', says: 'Yes, yes, it came. It is' },
    rightAnswer: 'refuse',
    lesson:
      'Somebody who knows a name and sounds sure still has no phone. A wrong code is told by Mosaic, not by your ear: after it, refuse the caller.'
  }
]
