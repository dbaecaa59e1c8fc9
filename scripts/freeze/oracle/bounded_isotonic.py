"""Isotonic regression with bounded slopes by dynamic programming, free or through the origin (ZarifisWDD2024, KakadeKSK2011)."""
import numpy as np
INF=float('inf')
def bir(z,y,w,lo,hi,start=None):
    """Bounded isotonic regression, exact.
    min sum w_i (v_i-y_i)^2  s.t. lo_i*g_i <= v_{i+1}-v_i <= hi_i*g_i, z strictly increasing.
    start=(z0,v0): fixed anchor left of z[0]; then lo,hi have length n (gap anchor->z[0] first)."""
    n=len(z); L=[];R=[];offL=offR=0.0; m=np.empty(n); moves=0
    if start is None:
        cur=y[0]; sl=sr=2*w[0]; fl=fr=0.0; m[0]=cur; i0=1; gaps=np.concatenate([[0],np.diff(z)]); lo=np.concatenate([[0],lo]); hi=np.concatenate([[0],hi])
    else:
        cur=start[1]; sl=sr=0.0; fl=-INF; fr=INF; i0=0; gaps=np.diff(np.concatenate([[start[0]],z]))
    for i in range(i0,n):
        a=lo[i]*gaps[i]; b=hi[i]*gaps[i]; offL+=a; offR+=b
        L.append((cur+a-offL,-sl,-fl)); R.append((cur+b-offR,sr,fr))
        pl=cur+a; pr=cur+b; s=2*w[i]; yi=y[i]
        if pl<=yi<=pr: cur=yi; sl=sr=s; fl=fr=0.0
        elif yi<pl:
            f=s*(pl-yi); slope=s
            while True:
                pos,d,j=L.pop(); p=pos+offL
                if f-j<=0: cur=p; fl=f-j; fr=f; sl=slope-d; sr=slope; break
                R.append((p-offR,d,j)); moves+=1; f-=j; slope-=d
                nxt=L[-1][0]+offL if L else -INF
                zc=p-f/slope
                if zc>=nxt: cur=zc; sl=sr=slope; fl=fr=0.0; break
                f-=slope*(p-nxt)
        else:
            f=s*(pr-yi); slope=s
            while True:
                pos,d,j=R.pop(); p=pos+offR
                if f+j>=0: cur=p; fl=f; fr=f+j; sl=slope; sr=slope+d; break
                L.append((p-offL,d,j)); moves+=1; f+=j; slope+=d
                nxt=R[-1][0]+offR if R else INF
                zc=p-f/slope
                if zc<=nxt: cur=zc; sl=sr=slope; fl=fr=0.0; break
                f+=slope*(nxt-p)
        m[i]=cur
    v=np.empty(n); v[-1]=m[-1]
    for i in range(n-2,-1,-1):
        g=gaps[i+1]; v[i]=min(max(m[i],v[i+1]-hi[i+1]*g),v[i+1]-lo[i+1]*g)
    return v,moves

def fit_anchored(z,y,a,b,w=None):
    if w is None: w=np.ones(len(z))
    zu,inv=np.unique(z,return_inverse=True); wu=np.bincount(inv,w); yu=np.bincount(inv,w*y)/wu
    pos=zu>0; neg=zu<0; zk=[np.array([0.0])]; vk=[np.array([0.0])]
    if pos.any():
        n=pos.sum(); v,_=bir(zu[pos],yu[pos],wu[pos],np.full(n,a),np.full(n,b),(0.0,0.0)); zk.append(zu[pos]);vk.append(v)
    if neg.any():
        zz=-zu[neg][::-1]; yy=-yu[neg][::-1]; ww=wu[neg][::-1]; n=len(zz)
        v,_=bir(zz,yy,ww,np.zeros(n),np.full(n,b),(0.0,0.0)); zk.insert(0,-zz[::-1]);vk.insert(0,-v[::-1])
    return np.concatenate(zk),np.concatenate(vk)
def interp(t,zk,vk,extl,extr):
    out=np.interp(t,zk,vk)
    out=np.where(t>zk[-1],vk[-1]+extr*(t-zk[-1]),out)
    return np.where(t<zk[0],vk[0]+extl*(t-zk[0]),out)
