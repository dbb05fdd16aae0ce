import { expect, it } from '@jest/globals';
import { deviceOf } from '../../../src/domain/accounts/device.js';

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
    'Chrome, Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0', 'Edge, Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/26.1 Safari/605',
    'Safari, macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605 CriOS/156.0 Safari/604',
    'Chrome, iPhone',
  ],
  ['Mozilla/5.0 (Android 16; Mobile; rv:147.0) Gecko/147.0 Firefox/147.0', 'Firefox, Android'],
  ['curl/8.5.0', 'curl'],
  ['node', 'node'],
  ['', null],
  ['<script>alert(1)</script>', null],
])('names the device of %j', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});
