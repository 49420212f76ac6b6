const messages = {
  sync: {
    unreachable: 'The name server does not answer. Your changes are saved and we keep trying.',
    refused: 'The name server did not take the changes. They are saved, and our staff can see it.',
  },
  registry: {
    sync: {
      unreachable: 'The registry does not answer. Your change is saved and we keep trying.',
      refused: 'The registry did not take the change. It is saved, and our staff can see it.',
    },
    notNow: {
      pending_create: 'The domain is still being registered.',
      pending_transfer_in: 'The domain is still on its way to us.',
      redemption: 'The domain was deleted. Restore it first.',
      pending_delete: 'The domain is about to be released. Nothing can be changed any more.',
      released: 'The domain was released: it is nobody’s.',
      transferred: 'The domain has moved to another provider.',
      failed: 'The registration failed.',
    } as Readonly<Record<string, string>>,
    registryHolds: 'The registry has locked this domain against changes.',
    registryMoves: 'Another provider asks for this domain. Answer that first.',
    registryWorks: 'The registry is still working on an earlier change.',
    registryLock: 'The registry itself has locked this domain against transfers. Your provider can tell you why.',
    hostInUse: (domains: string) => `It is in use as a name server: ${domains}. Give those others first.`,
  },
  changedSince: 'These records were changed again since. Undo the later change first.',
};

export type Messages = typeof messages;
export default messages;
