import { expect } from '@open-wc/testing';
import { copyText } from '../../../components/shared/copy-text.ts';
import { clipboard } from './clipboard.ts';

describe('copyText', () => {
  it('takes the clipboard where the browser gives it', async () => {
    const { copied } = clipboard('given');
    expect(await copyText('192.0.2.1')).to.equal(true);
    expect(copied()).to.equal('192.0.2.1');
  });

  it('takes the old way where the page has no HTTPS', async () => {
    const { copied } = clipboard('old');
    expect(await copyText('192.0.2.2')).to.equal(true);
    expect(copied()).to.equal('192.0.2.2');
  });

  it('says that it did not where both are refused, and leaves nothing behind for the next copy', async () => {
    const { copied } = clipboard('refused');
    expect(await copyText('192.0.2.3')).to.equal(false);
    document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true }));
    expect(copied()).to.equal(undefined);
  });
});
